import HTTPValues

/// One thing that every client must do, as data: how the server behaves, what the client is asked, what must be
/// seen on both sides.
public struct Case: Sendable {
    /// What a client must do.
    public let name: String
    /// The rule behind it: a section of an RFC, a behaviour of the originals, or an attack.
    public let why: String
    /// The group that the case belongs to.
    public internal(set) var group = ""
    /// How the server behaves.
    package let server: ServerPlan
    /// The choices that the client is made with.
    package let choices: ClientChoices
    /// What the client does, in order.
    package let steps: [Step]
    /// What must be seen at the end.
    package let expectations: [Expectation]
    /// The abilities that a client needs for the case; without them the case is excluded. Most follow from its
    /// choices and steps.
    public let needs: Set<Ability>
    /// Clients that the case does not apply to, by ``FetchClientMaker/name``, and why not.
    public let exclusions: [String: String]

    /// A case.
    ///
    /// - Parameters:
    ///   - change: What the client's choices differ in from the suite's.
    ///   - needs: What a client must be able to do beyond what follows from the choices and the steps.
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
    /// Whether it needs a real server.
    public var isLive: Bool { if case .live = server { true } else { false } }
}

extension Case: CustomStringConvertible {
    public var description: String { "\(group): \(name)" }
}

/// One thing that a case asks of the client. Each request adds one outcome.
package enum Step: Sendable {
    /// Sends a request and waits for all of the response.
    case send(SuiteRequest)
    /// Sends a request and reads its body piece by piece.
    case stream(SuiteRequest, Reading = .toTheEnd)
    /// Sends a request whose body is these pieces, each after the first only when the piece before has come back.
    case converse(SuiteRequest, [String])
    /// Sends requests at the same time; the outcomes are in the order given.
    case together([SuiteRequest])
    /// Sends a request, and cancels its task as soon as the server has seen this.
    case cancel(SuiteRequest, once: @Sendable (ServerLog) -> Bool)
    /// Sends a request, a second one as soon as the server has seen this, and cancels the task of the second when it
    /// has had time to get in line behind the first.
    case cancelBehind(SuiteRequest, SuiteRequest, once: @Sendable (ServerLog) -> Bool)
    /// Sends a request, and closes the client as soon as the server has seen this.
    case close(SuiteRequest, once: @Sendable (ServerLog) -> Bool)
    /// Waits until the server has seen this.
    case wait(until: @Sendable (ServerLog) -> Bool)
    /// Lets so many milliseconds pass, for what is a matter of time by its nature.
    case pause(milliseconds: Int)
}

/// How a streamed body is read.
package enum Reading: Sendable {
    /// All of it, as it comes.
    case toTheEnd
    /// So many bytes or a few more; the rest is left unread.
    case stop(afterBytes: Int)
    /// Nothing until the server has seen this, then all of it.
    case toTheEndOnce(@Sendable (ServerLog) -> Bool)
    /// Nothing at all, and it is left once the server has seen this.
    case nothing(until: @Sendable (ServerLog) -> Bool)
}

/// How a request ended.
package enum Outcome: Sendable, CustomStringConvertible {
    /// With a response.
    case reply(SuiteResponse)
    /// With an error.
    case failure(SuiteFailure)

    package var description: String {
        switch self {
        case .reply(let reply): reply.description
        case .failure(let failure): failure.description
        }
    }
}

/// All that was seen of a case.
package struct Observation: Sendable {
    /// How each request ended, in order.
    package var outcomes: [Outcome]
    /// What the server saw.
    package var server: ServerLog
    /// Fills the placeholders for ports and origins in.
    var fill: @Sendable (String) -> String
}
