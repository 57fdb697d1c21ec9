import HTTPValues

/// Which cookies are kept and which are sent: where the two styles differ, and how much a server may store.
///
/// The rules common to all policies are those of RFC 6265bis. The Public Suffix List is not part of Duet: a
/// `Domain` of one label (`com`) is always refused, one like `co.uk` only when ``publicSuffixes`` names it.
public struct CookiePolicy: Sendable, Hashable {
    /// Whether cookies are kept at all. Cookies given with a single request are sent either way.
    public var isEnabled = true
    /// Whether a host that is an IP address may set cookies.
    public var acceptsIPAddressHosts = true
    /// Whether a `Set-Cookie` without `=` is kept, as a name alone. One with an empty name is always refused.
    package var acceptsNameOnly = true
    /// Whether a cookie with `Secure` that arrives without TLS is kept (to be sent over TLS later). RFC 6265bis
    /// section 5.7 refuses it: somebody on the way could have planted it.
    public var acceptsSecureWithoutTLS = true
    /// Hosts that count as secure without TLS, for tests against a local server; ports make no difference.
    public var hostsTreatedAsSecure: Set<String> = []
    /// Domains, in lower case, under which strangers register their own: a `Domain` of that name is refused.
    public var publicSuffixes: Set<String> = []
    /// Whether a cookie given without a domain goes to every host. If not it is kept and never sent.
    package var sendsUnboundCookies = true
    /// Whether of several cookies with one name only the one of the longest domain, then path, is sent.
    package var sendsOnlyMostSpecific = false
    /// Whether cookies are sent in the order of their names, not of their paths.
    package var sortsByName = false
    /// Whether a `Cookie` field of the user's is sent together with what is kept; if not it stands alone.
    package var mergesCookieField = false
    /// How much is kept and sent.
    public var limits = CookiePolicy.Limits()

    /// The rules of httpx.
    public init() {}

    /// The rules of httpx: IP addresses and names alone are fine, every cookie that matches is sent.
    public static let httpx = CookiePolicy()

    /// The rules of aiohttp: no cookies from IP addresses, none without `=`, one a name, and a bounded header.
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

    /// Nothing is kept.
    public static let disabled: CookiePolicy = {
        var policy = CookiePolicy()
        policy.isEnabled = false
        return policy
    }()

    /// The names under which one's own machine is reached, for ``hostsTreatedAsSecure``.
    package static let localHosts: Set<String> = ["localhost", "127.0.0.1", "::1"]
}

extension CookiePolicy {
    /// How much a server may store, and how much is sent back. Sizes are in bytes of UTF-8; below zero is zero.
    ///
    /// What users put into a jar themselves is not counted against these limits, but may be dropped with the rest
    /// when a domain or the jar is full.
    public struct Limits: Sendable, Hashable {
        /// How many `Set-Cookie` lines of one response are read; 50 as RFC 6265bis section 6.1 asks at least.
        public var perResponse = 50
        /// The most bytes of name and value together; a longer cookie is refused (RFC 6265bis section 5.6).
        public var pairBytes = 4096
        /// The most bytes of one attribute's value; a longer attribute is ignored (RFC 6265bis section 5.6).
        package var attributeBytes = 1024
        /// How many attributes of one cookie are read.
        package var attributes = 32
        /// How many cookies a domain may have.
        public var perDomain = 180
        /// How many of the newest stay when a domain has too many.
        package var perDomainKept = 150
        /// How many cookies there may be.
        public var total = 3300
        /// How many of the newest stay when there are too many.
        package var totalKept = 3000
        /// How many cookies one request carries at most; nil for all.
        public var sentCookies: Int?
        /// How long a `Cookie` header may be; nil for any length.
        public var sentBytes: Int?

        /// The limits above.
        public init() {}
    }
}
