public import Fetch

/// A connector over any transport, such as a mock in a test.
public final class TransportConnector: Connector {
    public let transport: any Transport

    /// Creates a connector over `transport`.
    public init(_ transport: any Transport) {
        self.transport = transport
    }
}
