import Fetch
import Glibc
import HTTPValues

/// Who speaks HTTP for a request.
enum Route {
    /// Duet, over a connection that libcurl made.
    case own
    /// libcurl.
    case libcurl

    /// Returns the route of `request` for a client that uses `versions`.
    static func route(of request: WireRequest, versions: HTTPVersions) -> Route {
        guard request.proxy?.scheme != .https else { return .libcurl }
        switch versions {
        case .http1: return .own
        case .http2: return request.url.isSecure ? .libcurl : .own
        case .http2PriorKnowledge: return .libcurl
        }
    }
}

/// The implementation of HTTP/1.1, which the environment variable `DUET_HTTP1` chooses: `own` or `libcurl`.
enum HTTP1Implementation: String {
    case own
    case libcurl

    static let chosen: HTTP1Implementation =
        getenv("DUET_HTTP1").flatMap { HTTP1Implementation(rawValue: String(cString: $0)) } ?? .libcurl
}
