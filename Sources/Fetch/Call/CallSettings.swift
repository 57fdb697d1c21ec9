import HTTPValues

/// The settings of one call: those of the request, with defaults from the session.
struct CallSettings {
    let cookies: [(name: String, value: String)]
    let followRedirects: Bool
    let maxRedirects: Int
    let timeout: FetchTimeout
    let proxy: ProxyTarget?
    let target: String?
    let isStreamed: Bool

    init(_ request: borrowing FetchRequest, in context: CallContext, isStreamed: Bool) {
        cookies = request.cookies
        followRedirects = request.followRedirects ?? context.policy.redirects.isFollowed
        maxRedirects = request.maxRedirects ?? context.policy.redirects.maximum
        timeout = request.timeout ?? context.policy.timeout
        proxy = request.proxy
        target = request.target
        self.isStreamed = isStreamed
    }
}
