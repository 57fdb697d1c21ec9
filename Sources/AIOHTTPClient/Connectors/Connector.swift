/// Where the connections of a session come from. Sessions may share one.
public protocol Connector: AnyObject, Sendable {
    /// What carries the requests.
    var transport: any Transport { get }

    /// Closes all connections; sessions that use it fail from then on.
    func close()
}

extension Connector {
    public func close() {
        transport.close()
    }
}
