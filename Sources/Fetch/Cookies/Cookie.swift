public import HTTPValues

/// One cookie as a client keeps it (RFC 6265bis section 5.6).
public struct Cookie: Sendable, Hashable {
    /// Whether a cookie goes along with requests that other sites cause.
    public typealias SameSite = HTTPValues.SameSite

    /// The name, as it was sent.
    public var name: String
    /// The value, as it was sent: quotes stay, nothing is escaped.
    public var value: String
    /// The host or domain it belongs to, in lower case, without a dot in front. Empty for a cookie that its user
    /// gave without a domain.
    public var domain: String
    /// The path that a request path has to lie under. Starts with `/`.
    public var path: String
    /// When it ends, in seconds since 1970 (UTC); nil for a cookie that lives as long as its jar.
    public var expires: Double?
    /// Whether it goes to ``domain`` alone and not to the hosts below.
    public var isHostOnly: Bool
    /// Whether it goes only over TLS.
    public var isSecure: Bool
    /// Whether its server wants it hidden from scripts.
    public var isHTTPOnly: Bool
    /// What its server said about requests from other sites.
    public var sameSite: SameSite?
    /// Whether it came without `=` and is sent without it: a name alone. ``value`` is empty then.
    public var isNameOnly: Bool

    /// A cookie; `domain` loses a dot in front and its capitals, a `path` that does not start with `/` becomes `/`.
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

    /// The cookie as it stands in a `Cookie` header: `name=value`, or the name when there was no more.
    package var pair: String { isNameOnly ? name : "\(name)=\(value)" }

    /// Whether it has ended at `now`, in seconds since 1970.
    package func isExpired(at now: Double) -> Bool {
        expires.map { $0 <= now } ?? false
    }
}

extension Cookie: CustomStringConvertible {
    /// The cookie without its value, which is often a key to somebody's account.
    public var description: String {
        "\(name) for \(domain.isEmpty ? "every host" : domain)\(path)"
    }
}
