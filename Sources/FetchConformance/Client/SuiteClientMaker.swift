public import Fetch

/// Creates clients of one kind, configured with the choices of a case.
///
/// The suite uses its clients only through `FetchClient`. Each request sets what must be the same for every client, such
/// as whether redirects are followed. The maker configures the rest.
public protocol SuiteClientMaker: Sendable {
    /// The client's name in the results.
    var name: String { get }
    /// The style whose rules the clients follow where the two deliberately differ, or nil if either is acceptable.
    var style: Style? { get }
    /// The clients' abilities beyond the minimum. All by default.
    var abilities: Set<Ability> { get }

    /// Creates a client. A blocking one runs on threads: ``ThreadedClient``.
    ///
    /// An error that conforms to `FetchFailure` tells the kind of a failure, and `CancellationError` that the task was
    /// cancelled. Any other error is of unknown kind, which suffices without ``Ability/failureKinds``.
    ///
    /// - Throws: Any error if a choice is invalid.
    func makeClient(_ choices: ClientChoices) throws -> any FetchClient

    /// Returns the body of a response as text, or nil if it cannot be decoded. Defaults to `FetchResponse.text`; for
    /// clients whose own responses decode text differently.
    func text(of response: FetchResponse) async -> String?
}

extension SuiteClientMaker {
    /// No style: either is acceptable.
    public var style: Style? { nil }
    /// All abilities.
    public var abilities: Set<Ability> { .all }
    /// The text as any `FetchResponse` decodes it.
    public func text(of response: FetchResponse) async -> String? { response.text }
}

/// The rules that a client follows where the two styles deliberately differ.
public enum Style: String, Sendable, Hashable, CaseIterable {
    /// The rules of Python's httpx.
    case httpx
    /// The rules of Python's aiohttp.
    case aiohttp
}
