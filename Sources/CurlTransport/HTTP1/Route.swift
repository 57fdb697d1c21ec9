import Fetch
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
