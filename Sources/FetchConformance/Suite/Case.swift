package import Fetch
import HTTPValues

/// A requirement for every client, as data: how the server behaves, what the client does, and what both sides must see.
public struct Case: Sendable {
    /// What a client must do.
    public let name: String
    /// The reason for the requirement: a section of an RFC, a behavior of the originals, or an attack.
    public let why: String
    /// The group of the case.
    public internal(set) var group = ""
    /// The behavior of the server.
    package let server: ServerPlan
    /// The choices that the client is configured with.
    package let choices: ClientChoices
    /// The steps of the client, in order.
    package let steps: [Step]
    /// The expectations at the end.
    package let expectations: [Expectation]
    /// The abilities that a client needs for the case, which is excluded without them. Most follow from choices and
    /// steps.
    public let needs: Set<Ability>
    /// Clients that the case does not apply to, by ``SuiteClientMaker/name``, with the reason.
    public let exclusions: [String: String]

    /// Creates a case.
    ///
    /// - Parameters:
    ///   - change: The changes to the suite's default choices.
    ///   - needs: Abilities that a client needs beyond those that follow from the choices and steps.
    package init(
        _ name: String, why: String, server: ServerPlan, client change: (inout ClientChoices) -> Void = { _ in },
        needs: Set<Ability> = [], exclusions: [String: String] = [:], _ steps: [Step] = [.send(.get())],
        expect expectations: [Expectation]
    ) {
        self.name = name
        self.why = why
        self.server = server
        choices = ClientChoices().with(change)
        self.needs = needs.union(choices.needs).union(steps.flatMap(\.needs))
        self.exclusions = exclusions
        self.steps = steps
        self.expectations = expectations
    }
}

extension Case {
    /// Whether the case needs a real server.
    public var isLive: Bool { if case .live = server { true } else { false } }
}

extension Case: CustomStringConvertible {
    public var description: String { "\(group): \(name)" }
}

/// A step of the client in a case. Each request adds one outcome.
package enum Step: Sendable {
    /// Sends a request and waits for the complete response.
    case send(SuiteRequest)
    /// Sends a request and streams its response body.
    case stream(SuiteRequest, Reading = .toTheEnd)
    /// Sends a request with these chunks as its body, each only after the previous one has been echoed.
    case converse(SuiteRequest, [String])
    /// Sends requests concurrently. The outcomes are in the order given.
    case together([SuiteRequest])
    /// Sends a request, and cancels its task once the server's log meets this condition.
    case cancel(SuiteRequest, once: @Sendable (ServerLog) -> Bool)
    /// Sends a request, then a second one once the server's log meets this condition. Cancels the task of the second
    /// when it has had time to queue behind the first.
    case cancelBehind(SuiteRequest, SuiteRequest, once: @Sendable (ServerLog) -> Bool)
    /// Sends a request, and closes the client once the server's log meets this condition.
    case close(SuiteRequest, once: @Sendable (ServerLog) -> Bool)
    /// Waits until the server's log meets this condition.
    case wait(until: @Sendable (ServerLog) -> Bool)
    /// Waits for this many milliseconds, for behavior that inherently depends on time.
    case pause(milliseconds: Int)
}

/// How a streamed body is read.
package enum Reading: Sendable {
    /// Reads all of it as it arrives.
    case toTheEnd
    /// Reads this many bytes or slightly more, and leaves the rest unread.
    case stop(afterBytes: Int)
    /// Reads nothing until the server's log meets this condition, then all of it.
    case toTheEndOnce(@Sendable (ServerLog) -> Bool)
    /// Reads nothing, and returns once the server's log meets this condition.
    case nothing(until: @Sendable (ServerLog) -> Bool)
}

/// The outcome of a request.
package enum Outcome: Sendable, CustomStringConvertible {
    /// A response.
    case reply(FetchResponse)
    /// An error.
    case failure(SuiteFailure)

    package var description: String {
        switch self {
        case .reply(let reply): "\(reply.status) \(reply.reason) with \(reply.body.count) bytes"
        case .failure(let failure): failure.description
        }
    }
}

/// Everything observed while a case was played.
package struct Observation: Sendable {
    /// The outcome of each request, in order.
    package var outcomes: [Outcome]
    /// The text of each response as the client decodes it. Empty if no expectation is about text.
    var texts: [String?]
    /// The server's log.
    package var server: ServerLog
    /// Replaces the placeholders for ports and origins.
    var fill: @Sendable (String) -> String
}
