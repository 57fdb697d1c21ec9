import HTTPValues

/// What one call does differently from its session, with the session's choices filled in.
struct CallSettings {
    let cookies: [(name: String, value: String)]
    let followsRedirects: Bool
    let maximumRedirects: Int
    let timeouts: Timeouts
    let proxy: ProxyTarget?
    let target: String?
    let isStreamed: Bool

    init(_ request: borrowing FetchRequest, _ policy: FetchPolicy, isStreamed: Bool) {
        cookies = request.cookies
        followsRedirects = request.followsRedirects ?? policy.redirects.isFollowed
        maximumRedirects = request.maximumRedirects ?? policy.redirects.maximum
        timeouts = request.timeouts ?? policy.timeouts
        proxy = request.proxy
        target = request.target
        self.isStreamed = isStreamed
    }
}
