public import HTTPValues

/// A cookie as stored by a client (RFC 6265bis section 5.6).
public struct Cookie: Sendable, Hashable {
    /// Whether a cookie is sent with requests initiated by other sites.
    public typealias SameSite = HTTPValues.SameSite

    /// The name, as received.
    public var name: String
    /// The value, as received. Quotes are kept and nothing is unescaped.
    public var value: String
    /// The lowercase host or domain, without a leading dot. Empty for a cookie that the user set without a domain.
    public var domain: String
    /// The path under which the cookie is sent. Starts with `/`.
    public var path: String
    /// The expiry time in seconds since 1970 (UTC), or nil for a cookie that lives as long as its jar.
    public var expires: Double?
    /// Whether it is sent only to ``domain`` and not to its subdomains.
    public var isHostOnly: Bool
    /// Whether it is sent only over TLS.
    public var isSecure: Bool
    /// Whether the server set `HttpOnly`, which hides it from scripts.
    public var isHTTPOnly: Bool
    /// The `SameSite` attribute, if any.
    public var sameSite: SameSite?
    /// Whether it was received without `=` and is sent as a name only. ``value`` is empty then.
    public var isNameOnly: Bool

    /// Creates a cookie. Lowercases `domain` and removes a leading dot. A `path` without a leading `/` becomes `/`.
    public init(
        name: String, value: String, domain: String = "", path: String = "/", expires: Double? = nil,
        isHostOnly: Bool = false, isSecure: Bool = false, isHTTPOnly: Bool = false, sameSite: SameSite? = nil,
        isNameOnly: Bool = false
    ) {
        self.name = name
        self.value = isNameOnly ? "" : value
        self.domain = CookieDomain.canonical(domain)
        self.path = path.utf8.first == UInt8(ascii: "/") ? path : "/"
        self.expires = expires
        self.isHostOnly = isHostOnly
        self.isSecure = isSecure
        self.isHTTPOnly = isHTTPOnly
        self.sameSite = sameSite
        self.isNameOnly = isNameOnly
    }

    /// The cookie as written in a `Cookie` header: `name=value`, or only the name if ``isNameOnly``.
    package var pair: String { isNameOnly ? name : "\(name)=\(value)" }

    /// Whether it has expired at `now`, in seconds since 1970.
    package func isExpired(at now: Double) -> Bool {
        expires.map { $0 <= now } ?? false
    }
}

extension Cookie: CustomStringConvertible {
    /// The cookie without its value, which is often a credential.
    public var description: String {
        "\(name) for \(domain.isEmpty ? "every host" : domain)\(path)"
    }
}
