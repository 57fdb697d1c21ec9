import HTTPValues

/// Which cookies are stored and sent: the differences between the styles, and limits on what a server may store.
///
/// All policies follow RFC 6265bis. Duet does not include the Public Suffix List. A `Domain` with a single label
/// (`com`) is always rejected, but one like `co.uk` only if it is in ``publicSuffixes``.
public struct CookiePolicy: Sendable, Hashable {
    /// Whether cookies are stored. Cookies given with a single request are sent in either case.
    public var isEnabled = true
    /// Whether hosts that are IP addresses may set cookies.
    public var acceptsIPAddressHosts = true
    /// Whether a `Set-Cookie` without `=` is stored as a name without a value. An empty name is always rejected.
    package var acceptsNameOnly = true
    /// Whether a `Secure` cookie that arrives without TLS is stored and later sent over TLS. RFC 6265bis section 5.7
    /// rejects it, because an attacker on the network could have planted it.
    public var acceptsSecureWithoutTLS = true
    /// Hosts that count as secure without TLS, for tests against a local server. Ports are ignored.
    public var hostsTreatedAsSecure: Set<String> = []
    /// Lowercase domains under which anyone can register names. A cookie with such a `Domain` is rejected.
    public var publicSuffixes: Set<String> = []
    /// Whether a cookie without a domain is sent to every host. If false, it is stored but never sent.
    package var sendsUnboundCookies = true
    /// Whether to send only one cookie per name, the one with the longest domain, then path.
    package var sendsOnlyMostSpecific = false
    /// Whether cookies are sent sorted by name rather than by path.
    package var sortsByName = false
    /// Whether stored cookies are added to the user's `Cookie` header. If false, that header is sent alone.
    package var mergesCookieField = false
    /// Limits on how much is stored and sent.
    public var limits = CookiePolicy.Limits()

    /// Creates a policy with the rules of httpx.
    public init() {}

    /// The rules of httpx. Accepts cookies from IP addresses and without `=`, and sends all matching cookies.
    public static let httpx = CookiePolicy()

    /// The rules of aiohttp. Rejects cookies from IP addresses and without `=`, sends one per name, limits the header.
    public static let aiohttp: CookiePolicy = {
        var policy = CookiePolicy()
        policy.acceptsIPAddressHosts = false
        policy.acceptsNameOnly = false
        policy.sendsOnlyMostSpecific = true
        policy.sortsByName = true
        policy.mergesCookieField = true
        policy.limits.sentCookies = 150
        policy.limits.sentBytes = 8190
        return policy
    }()

    /// Stores no cookies.
    public static let disabled: CookiePolicy = {
        var policy = CookiePolicy()
        policy.isEnabled = false
        return policy
    }()

    /// The names of the local host, for ``hostsTreatedAsSecure``.
    package static let localHosts: Set<String> = ["localhost", "127.0.0.1", "::1"]
}

extension CookiePolicy {
    /// How much a server may store and how much is sent back. Sizes are in bytes of UTF-8. Negative values mean zero.
    ///
    /// Cookies set by users may have any size, but may be dropped like others when a domain or the jar is full.
    public struct Limits: Sendable, Hashable {
        /// The maximum number of `Set-Cookie` headers read per response. 50 is the minimum of RFC 6265bis section 6.1.
        public var perResponse = 50
        /// The maximum size of name and value together. Longer cookies are rejected (RFC 6265bis section 5.6).
        public var pairBytes = 4096
        /// The maximum size of an attribute value. Longer attributes are ignored (RFC 6265bis section 5.6).
        package var attributeBytes = 1024
        /// The maximum number of attributes read per cookie.
        package var attributes = 32
        /// The maximum number of cookies per domain.
        public var perDomain = 180
        /// The number of newest cookies kept when a domain exceeds its limit.
        package var perDomainKept = 150
        /// The maximum number of cookies.
        public var total = 3300
        /// The number of newest cookies kept when the total exceeds its limit.
        package var totalKept = 3000
        /// The maximum number of cookies sent with a request, or nil for no limit.
        public var sentCookies: Int?
        /// The maximum size of a `Cookie` header, or nil for no limit.
        public var sentBytes: Int?

        /// Creates limits with the default values.
        public init() {}
    }
}
