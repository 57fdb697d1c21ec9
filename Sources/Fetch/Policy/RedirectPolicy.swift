import HTTPValues

/// Which redirects a style follows, and how the next request is derived from the previous one.
package struct RedirectPolicy: Sendable {
    /// Whether redirects are followed unless a request says otherwise.
    package var isFollowed: Bool
    /// The maximum number of redirects per request.
    package var maximum: Int
    /// Whether 302 changes every method except HEAD to GET, rather than only POST (allowed by RFC 9110 section 15.4.3).
    package var foundTurnsAllMethods: Bool
    /// Whether `Content-Type` is removed when the body is dropped.
    package var dropsContentType: Bool
    /// Whether `Authorization` is kept on a redirect from `http` port 80 to `https` port 443 of the same host.
    package var keepsAuthorizationOnUpgrade: Bool
    /// Whether a target without a fragment inherits that of the request (RFC 9110 section 10.2.2).
    package var inheritsFragment: Bool
    /// Whether `https:///path` refers to the host that sent it.
    package var inheritsMissingHost: Bool
    /// Whether a user name and password in `Location` are sent to the target.
    package var usesLocationUserInfo: Bool
    /// Headers to remove on cross-origin redirects besides `Authorization`, `Proxy-Authorization`, `Cookie` and `Host`.
    package var sensitiveHeaders: [String] = []

    /// httpx: off by default, at most 20 redirects.
    package static let httpx = RedirectPolicy(
        isFollowed: false, maximum: 20, foundTurnsAllMethods: true, dropsContentType: false,
        keepsAuthorizationOnUpgrade: true, inheritsFragment: true, inheritsMissingHost: true,
        usesLocationUserInfo: false)

    /// aiohttp: on by default, at most 10 redirects.
    package static let aiohttp = RedirectPolicy(
        isFollowed: true, maximum: 10, foundTurnsAllMethods: false, dropsContentType: true,
        keepsAuthorizationOnUpgrade: false, inheritsFragment: false, inheritsMissingHost: false,
        usesLocationUserInfo: true)
}
