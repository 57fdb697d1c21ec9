import Glibc
import HTTPValues

/// Several cookies have the name that was asked for; a domain or a path tells them apart.
public struct CookieConflict: Error, Hashable, CustomStringConvertible {
    /// The name.
    public let name: String

    public var description: String { "Multiple cookies exist with name=\(name)" }
}

/// The cookies that a client keeps between requests; may be shared between clients and threads.
///
/// ```swift
/// let jar: CookieJar = ["theme": "dark"]              // goes to every host
/// jar.set("token", "t1", domain: "example.com")       // goes there and below
/// try jar.get("theme")                                // "dark"
/// ```
public final class CookieJar: Sendable {
    private let store: Locked<CookieStore>
    private let clock: @Sendable () -> Double

    /// An empty jar under the rules of httpx.
    public convenience init() {
        self.init(policy: .httpx)
    }

    /// An empty jar that keeps and sends cookies by the rules of `policy`.
    public convenience init(policy: CookiePolicy) {
        self.init(policy: policy, clock: Self.systemTime)
    }

    /// An empty jar with a clock of its own, which gives seconds since 1970.
    package init(policy: CookiePolicy, clock: @escaping @Sendable () -> Double) {
        store = Locked(CookieStore(policy: policy))
        self.clock = clock
    }

    /// A jar with these cookies, which have no domain and go to every host if the policy lets them.
    public convenience init(_ cookies: [String: String], policy: CookiePolicy = .httpx) {
        self.init(policy: policy)
        for (name, value) in cookies.sorted(by: { $0.key < $1.key }) { set(name, value) }
    }

    /// The system's time in seconds since 1970.
    private static func systemTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// A copy of what is in the jar now. Changes to it stay with it.
    package var snapshot: CookieStore { store.withLock { $0 } }

    /// Which cookies are kept and sent.
    package var policy: CookiePolicy { store.withLock { $0.policy } }

    /// Every cookie that has not ended, in the order in which they were first set.
    public var all: [Cookie] {
        let now = clock()
        return snapshot.all.filter { !$0.isExpired(at: now) }
    }

    /// How many cookies have not ended.
    public var count: Int { all.count }

    /// Whether anything is kept, expired cookies included: faster than ``isEmpty``.
    var hasEntries: Bool { store.withLock { !$0.isEmpty } }

    /// Whether there are no cookies that have not ended.
    public var isEmpty: Bool { count == 0 }

    /// Keeps a cookie. Without a domain it goes to every host, with one to that host and those below.
    /// The value is sent as it is; one with a control character makes the request fail, not this call.
    public func set(_ name: String, _ value: String, domain: String = "", path: String = "/") {
        set(Cookie(name: name, value: value, domain: domain, path: path))
    }

    /// Keeps `cookie` as it is, in place of one with the same name, domain and path.
    public func set(_ cookie: Cookie) {
        store.withLock { $0.set(cookie) }
    }

    /// Keeps every cookie of `other`.
    public func update(_ other: CookieJar) {
        let cookies = other.all
        store.withLock { store in
            for cookie in cookies { store.set(cookie) }
        }
    }

    /// The value of the cookie with that name, and that domain and path where given, or nil when there is none.
    ///
    /// - Throws: ``CookieConflict`` when there are several.
    public func get(_ name: String, domain: String? = nil, path: String? = nil) throws(CookieConflict) -> String? {
        let now = clock()
        let found = store.withLock { $0.named(name, domain: domain, path: path) }.filter { !$0.isExpired(at: now) }
        guard found.count <= 1 else { throw CookieConflict(name: name) }
        return found.first?.value
    }

    /// Removes the cookies with that name, and that domain and path where given; gives whether there were any.
    @discardableResult
    public func remove(_ name: String, domain: String? = nil, path: String? = nil) -> Bool {
        let domain = domain.map(CookieDomain.canonical)
        return removeAll { $0.name == name && domain ?? $0.domain == $0.domain && path ?? $0.path == $0.path } > 0
    }

    /// Removes every cookie, or those of `domain`, or those of `domain` and `path`.
    public func clear(domain: String? = nil, path: String? = nil) {
        store.withLock { store in
            if let domain {
                store.clear(domain: domain, path: path)
            } else if let path {
                store.removeAll { $0.path == path }
            } else {
                store.removeAll()
            }
        }
    }

    /// Removes every cookie that `shouldRemove` accepts; gives how many.
    @discardableResult
    public func removeAll(where shouldRemove: (Cookie) -> Bool) -> Int {
        store.withLock { $0.removeAll(where: shouldRemove) }
    }

    /// Keeps what a response set; see ``CookieStore/store(setCookie:from:now:)``.
    @discardableResult
    package func store(setCookie values: [String], from context: CookieContext) -> CookieRejection? {
        guard !values.isEmpty else { return nil }
        let now = clock()
        return store.withLock { $0.store(setCookie: values, from: context, now: now) }
    }

    /// The cookies for a request; see ``CookieStore/cookies(for:now:)``.
    package func cookies(for context: CookieContext) -> [Cookie] {
        let now = clock()
        return store.withLock { $0.cookies(for: context, now: now) }
    }

    /// The `Cookie` header for a request; see ``CookieStore/header(for:now:adding:)``.
    package func header(
        for context: CookieContext, adding given: [(name: String, value: String)] = []
    ) -> String? {
        let now = clock()
        return store.withLock { $0.header(for: context, now: now, adding: given) }
    }

    /// All cookies as JSON text; see ``CookieStore/archive``. Keep it where nobody else can read it (mode 0600).
    public func save() -> String {
        snapshot.archive.text(.indented(2))
    }

    /// Adds the cookies of a text that ``save()`` made, except those that have ended.
    ///
    /// - Throws: ``CookieJar.ArchiveError``, before anything is added, when the text is something else.
    public func load(_ text: String) throws(CookieJar.ArchiveError) {
        let archive: JSON
        do throws(JSONError) {
            archive = try JSON(parsing: text)
        } catch {
            throw CookieJar.ArchiveError(reason: error.description)
        }
        let now = clock()
        let result = store.withLock { store -> CookieJar.ArchiveError? in
            do throws(CookieJar.ArchiveError) {
                try store.load(archive, now: now)
                return nil
            } catch {
                return error
            }
        }
        if let result { throw result }
    }
}

extension CookieJar: ExpressibleByDictionaryLiteral {
    /// A jar with these cookies, in that order, under the rules of httpx.
    public convenience init(dictionaryLiteral elements: (String, String)...) {
        self.init()
        for (name, value) in elements { set(name, value) }
    }
}

extension CookieJar: CustomStringConvertible {
    /// The cookies without their values.
    public var description: String { "CookieJar(\(all.map(\.description).joined(separator: ", ")))" }
}
