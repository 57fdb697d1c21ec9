import HTTPValues

/// A client defined by a closure from request to response. Runs the suite with a few lines of code.
///
/// Errors thrown by the closure count as failures: a ``SuiteFailure`` as is, a `CancellationError` as cancelled, and
/// anything else as unknown. Without the ability ``Ability/failureKinds``, an unknown failure is as good as any other.
public struct ClosureClient: SuiteClientMaker {
    /// Sends a request and returns the complete response, with its content coding decoded.
    public typealias Send = @Sendable (SuiteRequest) async throws -> SuiteResponse

    /// The client's name in the results.
    public let name: String
    /// The client's abilities beyond the minimum.
    public let abilities: Set<Ability>
    private let make: @Sendable (ClientChoices) throws -> Send

    /// Creates a client that is the same for every case.
    ///
    /// - Parameters:
    ///   - name: The client's name in the results.
    ///   - abilities: The client's abilities beyond the minimum. Cases that need more are excluded. Empty by default.
    ///   - send: Sends a request.
    public init(_ name: String, abilities: Set<Ability> = [], _ send: @escaping Send) {
        self.init(name, abilities: abilities, making: { _ in send })
    }

    /// Creates a client that is configured with the choices of each case.
    ///
    /// - Parameter make: Returns the closure that sends requests, for a client with these choices.
    public init(
        _ name: String, abilities: Set<Ability>, making make: @escaping @Sendable (ClientChoices) throws -> Send
    ) {
        self.name = name
        self.abilities = abilities
        self.make = make
    }

    /// Creates a client that calls the closure.
    public func makeClient(_ choices: ClientChoices) throws(SuiteFailure) -> any SuiteClient {
        do {
            return Client(closure: try make(choices))
        } catch {
            throw SuiteFailure(any: error)
        }
    }

    private struct Client: SuiteClient {
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
    /// Creates a failure from an arbitrary error. The message is never empty.
    fileprivate init(any error: any Error) {
        switch error {
        case let error as SuiteFailure: self = error
        case is CancellationError: self.init(.cancelled, "cancelled")
        default: self.init(.unknown, "\(type(of: error)): \(error)")
        }
    }
}
