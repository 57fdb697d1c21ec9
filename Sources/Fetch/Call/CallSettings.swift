import HTTPValues

/// The settings of one call: those of the request, with defaults from the session.
struct CallSettings {
    let cookies: [(name: String, value: String)]
    let followsRedirects: Bool
    let maximumRedirects: Int
    let timeouts: Timeouts
    let proxy: ProxyTarget?
    let target: String?
    let isStreamed: Bool

    init(_ request: borrowing FetchRequest, in context: CallContext, isStreamed: Bool) {
        cookies = request.cookies
        followsRedirects = request.followsRedirects ?? context.policy.redirects.isFollowed
        maximumRedirects = request.maximumRedirects ?? context.policy.redirects.maximum
        timeouts = request.timeouts ?? context.policy.timeouts
        proxy = request.proxy
        target = request.target
        self.isStreamed = isStreamed
    }
}
