public import Fetch

extension CookieJar {
    /// Creates an empty jar with aiohttp's policy, like `aiohttp.CookieJar`.
    ///
    /// - Parameter unsafe: Whether hosts that are IP addresses may set cookies, as a test against `127.0.0.1` needs.
    public convenience init(unsafe: Bool) {
        var policy = CookiePolicy.aiohttp
        policy.acceptsIPAddressHosts = unsafe
        self.init(policy: policy)
    }
}
