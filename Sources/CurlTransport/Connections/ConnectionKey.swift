import Fetch
import HTTPValues

/// Identifies the connections that can carry a request: by the server, or by the proxy that forwards it. Requests with
/// other credentials or headers for a proxy never share its connections.
struct ConnectionKey: Hashable {
    /// The server; nil on connections to a proxy that forwards requests to any server.
    private let origin: String?
    private let proxy: ProxyTarget?

    /// - Parameter origin: The text of the URL's origin, if it is at hand.
    init(of request: WireRequest, origin: String? = nil) {
        proxy = request.proxy
        self.origin = request.forwardingProxy == nil ? origin ?? request.url.originText : nil
    }
}
