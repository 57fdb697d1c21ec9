public import Fetch

extension CookieJar {
    /// Creates an empty jar with aiohttp's policy, like `aiohttp.CookieJar`.
    ///
    /// By default, that policy refuses cookies of hosts that are IP addresses, since a cookie belongs to a domain name. A
    /// login against `127.0.0.1`, the address of a test server, then seems to be forgotten.
    ///
    /// - Parameter unsafe: Whether hosts that are IP addresses may set cookies.
    public convenience init(unsafe: Bool) {
        var policy = CookiePolicy.aiohttp
        policy.acceptsIPAddressHosts = unsafe
        self.init(policy: policy)
    }
}
