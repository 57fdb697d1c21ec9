public import FoundationEssentials
import Glibc
import HTTPValues

/// The error for a cookie name that is ambiguous. Specify a domain or path to select one cookie.
public struct CookieConflict: Error, Hashable, CustomStringConvertible {
    /// The name of the cookies.
    public let name: String

    public var description: String { "Multiple cookies exist with name=\(name)" }
}

/// The cookies that a client keeps between requests. A jar may be shared between clients and threads.
///
/// ```swift
/// let jar: CookieJar = ["theme": "dark"]                      // sent to every host
/// jar.set(name: "token", value: "t1", domain: "example.com")  // sent to that domain and its subdomains
/// try jar.get("theme")                                        // "dark"
/// ```
public final class CookieJar: Sendable {
    private let store: Locked<CookieStore>
    private let clock: @Sendable () -> Double

    /// Creates an empty jar with httpx's policy.
    public convenience init() {
        self.init(policy: .httpx)
    }

    /// Creates an empty jar with a policy.
    public convenience init(policy: CookiePolicy) {
        self.init(policy: policy, clock: Self.systemTime)
    }

    /// Creates an empty jar with a custom clock, which returns seconds since 1970.
    package init(policy: CookiePolicy, clock: @escaping @Sendable () -> Double) {
        store = Locked(CookieStore(policy: policy))
        self.clock = clock
    }

    /// Creates a jar with these cookies. They have no domain and are sent to every host if the policy allows it.
    public convenience init(_ cookies: [String: String], policy: CookiePolicy = .httpx) {
        self.init(policy: policy)
        for (name, value) in cookies.sorted(by: { $0.key < $1.key }) { set(name: name, value: value) }
    }

    /// The system's time in seconds since 1970.
    private static func systemTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// A copy of the current contents. Changing it does not affect the jar.
    package var snapshot: CookieStore { store.withLock { $0 } }

    /// The policy that decides which cookies are stored and sent.
    package var policy: CookiePolicy { store.withLock { $0.policy } }

    /// All cookies that have not expired, in the order in which they were first set.
    public var all: [Cookie] {
        let now = clock()
        return snapshot.all.filter { !$0.isExpired(at: now) }
    }

    /// The number of cookies that have not expired.
    public var count: Int { all.count }

    /// Whether the jar has any cookies, including expired ones. Faster than ``isEmpty``.
    var hasEntries: Bool { store.withLock { !$0.isEmpty } }

    /// Whether there are no cookies, apart from expired ones.
    public var isEmpty: Bool { count == 0 }

    /// Stores a cookie. Without a domain it is sent to every host, otherwise to that domain and its subdomains.
    /// The value is sent as is. If it has a control character, requests fail, not this call.
    public func set(name: String, value: String, domain: String = "", path: String = "/") {
        set(Cookie(name: name, value: value, domain: domain, path: path))
    }

    /// Stores `cookie` as is. It replaces one with the same name, domain, path and ``Cookie/isHostOnly``.
    public func set(_ cookie: Cookie) {
        store.withLock { $0.set(cookie) }
    }

    /// Adds all cookies of `other`.
    public func update(_ other: CookieJar) {
        let cookies = other.all
        store.withLock { store in
            for cookie in cookies { store.set(cookie) }
        }
    }

    /// Returns the value of the cookie with this name, and this domain and path if given, or nil if there is none.
    ///
    /// - Throws: ``CookieConflict`` if there are several.
    public func get(_ name: String, domain: String? = nil, path: String? = nil) throws(CookieConflict) -> String? {
        let now = clock()
        let found = store.withLock { $0.named(name, domain: domain, path: path) }.filter { !$0.isExpired(at: now) }
        guard found.count <= 1 else { throw CookieConflict(name: name) }
        return found.first?.value
    }

    /// The value of the first cookie with that name, or nil if there is none.
    ///
    /// Setting stores a cookie that is sent to every host. Setting nil removes all cookies with that name.
    public subscript(name: String) -> String? {
        get { all.first { $0.name == name }?.value }
        set {
            if let newValue { set(name: name, value: newValue) } else { remove(name) }
        }
    }

    /// Removes the cookies with this name, and this domain and path if given. Returns whether there were any.
    @discardableResult
    public func remove(_ name: String, domain: String? = nil, path: String? = nil) -> Bool {
        let domain = domain.map(CookieDomain.canonical)
        return removeAll { $0.name == name && domain ?? $0.domain == $0.domain && path ?? $0.path == $0.path } > 0
    }

    /// Removes all cookies, or only those with this domain and path, if given.
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

    /// Removes all cookies for which `shouldRemove` returns true. Returns their number.
    @discardableResult
    public func removeAll(where shouldRemove: (Cookie) -> Bool) -> Int {
        store.withLock { $0.removeAll(where: shouldRemove) }
    }

    /// Stores the cookies set by a response. See ``CookieStore/store(setCookie:from:now:)``.
    @discardableResult
    package func store(setCookie values: [String], from context: CookieContext) -> CookieRejection? {
        guard !values.isEmpty else { return nil }
        let now = clock()
        return store.withLock { $0.store(setCookie: values, from: context, now: now) }
    }

    /// Returns the cookies for a request. See ``CookieStore/cookies(for:now:)``.
    package func cookies(for context: CookieContext) -> [Cookie] {
        let now = clock()
        return store.withLock { $0.cookies(for: context, now: now) }
    }

    /// Returns the `Cookie` header for a request. See ``CookieStore/header(for:now:adding:)``.
    package func header(
        for context: CookieContext, adding given: [(name: String, value: String)] = []
    ) -> String? {
        let now = clock()
        return store.withLock { $0.header(for: context, now: now, adding: given) }
    }

    /// Returns all cookies as JSON. Store it where nobody else can read it (mode 0600).
    public func save() -> String {
        snapshot.archive.text(.indented(2))
    }

    /// Adds the cookies from a string returned by ``save()``, except expired ones.
    ///
    /// - Throws: ``ArchiveError`` if the string is not a valid archive. No cookies are added then.
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
    /// Creates a jar with these cookies, in this order, and httpx's policy.
    public convenience init(dictionaryLiteral elements: (String, String)...) {
        self.init()
        for (name, value) in elements { set(name: name, value: value) }
    }
}

extension CookieJar: CustomStringConvertible {
    /// The cookies without their values.
    public var description: String { "CookieJar(\(all.map(\.description).joined(separator: ", ")))" }
}

extension CookieConflict: LocalizedError {
    /// The description, for Foundation's `localizedDescription`.
    public var errorDescription: String? { description }
}
