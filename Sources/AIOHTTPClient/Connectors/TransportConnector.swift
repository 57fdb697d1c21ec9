/// Any transport as a connector, such as a mock in a test.
public final class TransportConnector: Connector {
    public let transport: any Transport

    /// Requests go over `transport`.
    public init(_ transport: any Transport) {
        self.transport = transport
    }
}
