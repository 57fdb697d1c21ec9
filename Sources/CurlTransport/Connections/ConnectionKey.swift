import Fetch
import HTTPValues

/// Identifies the connections that can carry a request: by the server, or by the proxy that forwards it. Requests with
/// other credentials or headers for a proxy never share its connections.
struct ConnectionKey: Hashable {
    /// The server; nil on connections to a proxy that forwards requests to any server.
    private let origin: String?
    private let proxy: Proxy?

    /// Behind a reference, because there usually is none.
    private final class Proxy: Hashable {
        private let target: ProxyTarget

        init(_ target: ProxyTarget) {
            self.target = target
        }

        static func == (left: Proxy, right: Proxy) -> Bool { left.target == right.target }

        func hash(into hasher: inout Hasher) {
            hasher.combine(target)
        }
    }

    init(of request: WireRequest) {
        proxy = request.usesProxy ? request.proxy.map(Proxy.init) : nil
        self.origin = request.forwardingProxy == nil ? request.url.originText : nil
    }
}
