package import HTTPValues

extension CookieJar {
    /// The error for saved cookies that cannot be read.
    public struct ArchiveError: Error, Hashable, CustomStringConvertible {
        /// A description of the problem.
        public let reason: String

        public var description: String { "These are no saved cookies: \(reason)" }
    }
}

extension CookieStore {
    /// All cookies as JSON, to be stored in a file that nobody else can read and restored with ``load(_:now:)``.
    /// It is plain data, and loading it executes no code.
    public var archive: JSON {
        ["version": 1, "cookies": .array(all.map(\.archive))]
    }

    /// Adds the cookies of `archive`, except expired ones.
    ///
    /// - Parameters:
    ///   - archive: A value of ``archive``.
    ///   - now: The time in seconds since 1970.
    /// - Throws: ``CookieJar.ArchiveError`` if the archive is invalid. No cookies are added then.
    public mutating func load(_ archive: JSON, now: Double) throws(CookieJar.ArchiveError) {
        guard archive["version"].int == 1, let items = archive["cookies"].array else {
            throw CookieJar.ArchiveError(reason: "not an archive of version 1")
        }
        var cookies: [Cookie] = []
        for (index, item) in items.enumerated() {
            guard let cookie = Cookie(archive: item) else {
                throw CookieJar.ArchiveError(reason: "item \(index) is no cookie")
            }
            if !cookie.isExpired(at: now) { cookies.append(cookie) }
        }
        for cookie in cookies { set(cookie) }
    }
}

extension Cookie {
    fileprivate var archive: JSON {
        var members = [
            JSON.Member("name", .string(name)), JSON.Member("value", .string(value)),
            JSON.Member("domain", .string(domain)), JSON.Member("path", .string(path)),
        ]
        if let expires { members.append(JSON.Member("expires", .number(expires))) }
        let flags = [
            ("hostOnly", isHostOnly), ("secure", isSecure), ("httpOnly", isHTTPOnly), ("nameOnly", isNameOnly),
        ]
        members += flags.filter(\.1).map { JSON.Member($0.0, true) }
        if let sameSite { members.append(JSON.Member("sameSite", .string(sameSite.rawValue))) }
        return .object(members)
    }

    fileprivate init?(archive: JSON) {
        guard let name = archive["name"].string, let value = archive["value"].string,
            let domain = archive["domain"].string, let path = archive["path"].string, !name.isEmpty,
            archive["expires"].isNull || archive["expires"].double != nil,
            (name + value + domain + path).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
        else { return nil }
        self.init(
            name: name, value: value, domain: domain, path: path, expires: archive["expires"].double,
            isHostOnly: archive["hostOnly"].bool ?? false, isSecure: archive["secure"].bool ?? false,
            isHTTPOnly: archive["httpOnly"].bool ?? false,
            sameSite: archive["sameSite"].string.flatMap(SameSite.init(rawValue:)),
            isNameOnly: archive["nameOnly"].bool ?? false)
    }
}
