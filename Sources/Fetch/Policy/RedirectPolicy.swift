import HTTPValues

/// Which redirects a style follows, and how the next request differs from the one before.
package struct RedirectPolicy: Sendable {
    /// Whether redirects are followed unless a request says otherwise.
    package var isFollowed: Bool
    /// The most redirects of one request.
    package var maximum: Int
    /// Whether 302 turns every method but HEAD into GET, or only POST (RFC 9110 section 15.4.3 allows POST).
    package var foundTurnsAllMethods: Bool
    /// Whether Content-Type goes with the body when that is dropped.
    package var dropsContentType: Bool
    /// Whether `Authorization` stays on the way from `http` port 80 to `https` port 443 of the same host.
    package var keepsAuthorizationOnUpgrade: Bool
    /// Whether a fragment goes on to a target that has none (RFC 9110 section 10.2.2).
    package var inheritsFragment: Bool
    /// Whether `https:///path` means the host that sent it.
    package var inheritsMissingHost: Bool
    /// Whether a name and password in `Location` are sent to the target.
    package var usesLocationUserInfo: Bool
    /// Fields, besides the four that always are, that must not reach another origin.
    package var sensitiveHeaders: [String] = []

    /// httpx: not followed unless asked for.
    package static let httpx = RedirectPolicy(
        isFollowed: false, maximum: 20, foundTurnsAllMethods: true, dropsContentType: false,
        keepsAuthorizationOnUpgrade: true, inheritsFragment: true, inheritsMissingHost: true,
        usesLocationUserInfo: false)

    /// aiohttp: followed, ten at most.
    package static let aiohttp = RedirectPolicy(
        isFollowed: true, maximum: 10, foundTurnsAllMethods: false, dropsContentType: true,
        keepsAuthorizationOnUpgrade: false, inheritsFragment: false, inheritsMissingHost: false,
        usesLocationUserInfo: true)
}
