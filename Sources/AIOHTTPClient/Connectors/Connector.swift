public import Fetch

/// The source of a session's connections. Sessions may share a connector.
public protocol Connector: AnyObject, Sendable {
    /// The transport that carries the requests.
    var transport: any Transport { get }

    /// Closes all connections. Later requests of its sessions throw.
    func close()
}

extension Connector {
    public func close() {
        transport.close()
    }
}
