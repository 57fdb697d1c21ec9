import Fetch
import HTTPValues

extension WireRequest {
    /// The HTTP proxy that forwards the request; nil if there is none or the proxy only connects.
    var forwardingProxy: ProxyTarget? {
        guard let proxy, proxy.scheme == .http || proxy.scheme == .https, !url.isSecure else { return nil }
        return proxy
    }

    /// A path for the server itself, the full URL for a proxy that must understand it (RFC 9112 section 3.2).
    var defaultTarget: String {
        forwardingProxy == nil ? url.target : url.originText + url.target
    }
}
