import HTTPValues

/// The state shared by all calls of a session. A class, because every call holds a reference to it.
package final class CallContext: Sendable {
    let policy: FetchPolicy
    let jar: CookieJar
    let proxies: ProxyRules
    let retry: RetryPolicy
    let hooks: CallHooks?
    let transports: TransportTable
    /// The maximum size of a collected body as received, in bytes.
    let maximumBodySize: Int
    /// The headers of a request without its own headers.
    let headers: Headers
    /// The reason those headers may not be sent, if any.
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

    /// Checks that `headers` may be sent. The shared headers were checked once, on creation.
    func validate(_ headers: Headers) throws(HeaderError) {
        guard let problem = headers.isIdentical(to: self.headers) ? headerProblem : headers.problem else { return }
        throw problem
    }
}
