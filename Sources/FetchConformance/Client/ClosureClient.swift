public import Fetch

/// The shortest way to run the suite on a client of your own: a closure from request to response.
///
/// ```swift
/// await runSuite(on: ClosureClient("MyClient") { request in … })
/// ```
///
/// For a client that has options, streams or must be closed, pass a closure that makes a `FetchClient`.
public struct ClosureClient: SuiteClientMaker {
    /// Sends a request and returns the complete response, with its content coding decoded.
    public typealias Send = @Sendable (FetchRequest) async throws -> FetchResponse

    /// The client's name in the results.
    public let name: String
    /// The client's abilities beyond the minimum.
    public let abilities: Set<Ability>
    private let make: @Sendable (ClientChoices) throws -> any FetchClient

    /// Creates a client that is the same for every case.
    ///
    /// - Parameters:
    ///   - name: The client's name in the results.
    ///   - abilities: The client's abilities beyond the minimum. Cases that need more are excluded. Empty by default.
    ///   - send: Sends a request.
    public init(_ name: String, abilities: Set<Ability> = [], _ send: @escaping Send) {
        self.init(name, abilities: abilities, making: { _ in Client(closure: send) })
    }

    /// Creates a client that is configured with the choices of each case.
    ///
    /// - Parameters:
    ///   - name: The client's name in the results.
    ///   - abilities: The client's abilities beyond the minimum. Cases that need more are excluded. Empty by default.
    ///   - make: Returns a client with these choices. Called once for each case.
    public init(
        _ name: String, abilities: Set<Ability> = [],
        making make: @escaping @Sendable (ClientChoices) throws -> any FetchClient
    ) {
        self.name = name
        self.abilities = abilities
        self.make = make
    }

    /// Creates a client.
    public func makeClient(_ choices: ClientChoices) throws -> any FetchClient {
        try make(choices)
    }

    private struct Client: FetchClient {
        let closure: Send

        func fetch(_ request: FetchRequest) async throws -> FetchResponse { try await closure(request) }

        func close() {}
    }
}
