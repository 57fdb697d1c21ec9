import HTTPValues

/// What all calls of a session share. An object, because every call holds on to it.
package final class CallContext: Sendable {
    let policy: FetchPolicy
    let jar: CookieJar
    let proxies: ProxyRules
    let retry: RetryPolicy
    let hooks: CallHooks?
    let transports: TransportTable
    /// The most bytes of a body that is collected, as received.
    let maximumBodySize: Int
    /// The headers of a request that has none of its own.
    let headers: Headers
    /// Why those may not be sent.
    private let headerProblem: HeaderError?

    package init(
        policy: FetchPolicy, headers: Headers, jar: CookieJar, proxies: ProxyRules, retry: RetryPolicy,
        hooks: CallHooks?, transports: TransportTable, maximumBodySize: Int
    ) {
        self.policy = policy
        self.jar = jar
        self.proxies = proxies
        self.retry = retry
        self.hooks = hooks
        self.transports = transports
        self.maximumBodySize = maximumBodySize
        self.headers = headers
        headerProblem = headers.problem
    }

    /// Checks that `headers` may be sent; once for all requests that have none of their own.
    func validate(_ headers: Headers) throws(HeaderError) {
        guard let problem = headers.isIdentical(to: self.headers) ? headerProblem : headers.problem else { return }
        throw problem
    }
}
