import HTTPValues

/// A client given by a closure from request to response: the suite in a few lines.
///
/// What the closure throws counts as a failure: a ``SuiteFailure`` as what it says, a `CancellationError` as
/// cancelled, and anything else as unknown. Without the ability ``Ability/failureKinds`` an unknown failure is as good
/// as any other.
public struct ClosureClient: FetchClientMaker {
    /// Sends a request and returns the whole response, its content coding undone.
    public typealias Send = @Sendable (SuiteRequest) async throws -> SuiteResponse

    /// The name in the results.
    public let name: String
    /// What the client can do beyond the least.
    public let abilities: Set<Ability>
    private let make: @Sendable (ClientChoices) throws -> Send

    /// A client that is the same for every case.
    ///
    /// - Parameters:
    ///   - name: The name in the results.
    ///   - abilities: What it can do beyond the least; nothing by default. Cases that need more are excluded.
    ///   - send: Sends a request.
    public init(_ name: String, abilities: Set<Ability> = [], _ send: @escaping Send) {
        self.init(name, abilities: abilities, making: { _ in send })
    }

    /// A client that is made with the choices of each case.
    ///
    /// - Parameter make: Gives the closure that sends, for a client with these choices.
    public init(
        _ name: String, abilities: Set<Ability>, making make: @escaping @Sendable (ClientChoices) throws -> Send
    ) {
        self.name = name
        self.abilities = abilities
        self.make = make
    }

    /// A client that calls the closure.
    public func makeClient(_ choices: ClientChoices) throws(SuiteFailure) -> any FetchClient {
        do {
            return Client(closure: try make(choices))
        } catch {
            throw SuiteFailure(any: error)
        }
    }

    private struct Client: FetchClient {
        let closure: Send

        func send(_ request: SuiteRequest) async throws(SuiteFailure) -> SuiteResponse {
            do {
                return try await closure(request)
            } catch {
                throw SuiteFailure(any: error)
            }
        }
    }
}

extension SuiteFailure {
    /// The error of a client that nothing is known about; never without words.
    fileprivate init(any error: any Error) {
        switch error {
        case let error as SuiteFailure: self = error
        case is CancellationError: self.init(.cancelled, "cancelled")
        default: self.init(.unknown, "\(type(of: error)): \(error)")
        }
    }
}
