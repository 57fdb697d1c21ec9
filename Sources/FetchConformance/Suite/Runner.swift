import Fetch
import HTTPValues

/// Runs a case with its own client and its own server, unless the case needs a real one.
///
/// - Parameters:
///   - test: The case.
///   - maker: Makes the client.
///   - live: The server for cases that need a real one. Without it, they are excluded.
///   - patience: The time after which the case is considered hung.
public func runCase(
    _ test: Case, on maker: some SuiteClientMaker, live: LiveServer? = nil, patience: Duration = .seconds(30)
) async -> CaseResult {
    let verdict: CaseResult.Verdict =
        if let reason = test.reasonAgainst(maker, live) {
            .excluded(reason)
        } else {
            await play(test, maker, test.isLive ? live.map { .live($0) } ?? .sockets : .sockets, patience)
        }
    var test = test
    if case .live = test.server, let live { test.group += " over \(live.version)" }
    return CaseResult(test, client: maker.name, verdict: verdict)
}

/// Runs a case without a network: the client's requests go over a `MockTransport` to replies in memory. Cases about
/// the wire are excluded with the reason ``Case/reasonForNetwork``.
public func runCaseInMemory(
    _ test: Case, on maker: some SuiteClientMaker, patience: Duration = .seconds(30)
) async -> CaseResult {
    let missing: String? = maker.abilities.contains(.transports) ? nil : "needs \(Ability.transports.rawValue)"
    let verdict: CaseResult.Verdict =
        if let reason = test.reasonForNetwork ?? missing ?? test.reasonAgainst(maker, nil) {
            .excluded(reason)
        } else {
            await play(test, maker, .memory, patience)
        }
    return CaseResult(test, client: maker.name, verdict: verdict)
}

/// Runs cases on a client, a few at a time. Returns the results in the order of the cases.
///
/// - Parameters:
///   - cases: The cases. All of the suite by default.
///   - maker: Makes a client for each case.
///   - live: The server for cases that need a real one. Without it, they are excluded.
///   - lanes: The number of cases run at once. It is low so that their timeouts remain meaningful.
///   - patience: The time after which a case is considered hung.
///   - progress: Called with each result as it arrives, on any thread.
public func runSuite(
    _ cases: [Case] = Suite.cases, on maker: some SuiteClientMaker, live: LiveServer? = nil, lanes: Int = 6,
    patience: Duration = .seconds(30), progress: @escaping @Sendable (CaseResult) -> Void = { _ in }
) async -> [CaseResult] {
    let results = try? await gather(cases, limit: lanes) { test in
        let result = await runCase(test, on: maker, live: live, patience: patience)
        progress(result)
        return result
    }
    return results ?? []
}

extension Case {
    /// The reason that the case does not apply to the clients of `maker`, or nil if it does.
    func reasonAgainst(_ maker: some SuiteClientMaker, _ live: LiveServer?) -> String? {
        if case .live = server, live == nil { return "needs a real server" }
        if let reason = exclusions[maker.name] ?? live?.exclusions[name] { return reason }
        let missing = needs.union(isLive ? live?.needs ?? [] : []).subtracting(maker.abilities)
        guard missing.isEmpty else { return Self.reason(missing) }
        let unseen = expectations.map { $0.needs.subtracting(maker.abilities) }
        return unseen.contains { $0.isEmpty } ? nil : Self.reason(Set(unseen.joined()))
    }

    /// A house rule is reason enough, whatever else is missing.
    private static func reason(_ missing: Set<Ability>) -> String {
        if missing.contains(.houseRules) { return Ability.houseRules.rawValue }
        return "needs " + missing.map(\.rawValue).sorted().joined(separator: ", ")
    }

    /// Returns the unmet expectations on the clients of `maker`.
    func differences(in observation: Observation, _ maker: some SuiteClientMaker, _ live: LiveServer?) -> [String] {
        var expectations = expectations
        if let live, maker.abilities.contains(.version) {
            expectations.append(.each(.any([.version(live.version), .fails(.cancelled, .timeout(.total))])))
        }
        expectations.removeAll { !$0.needs.isSubset(of: maker.abilities) }
        let styles = maker.style.map { [$0] } ?? Style.allCases
        let differences = styles.map { style in
            expectations.compactMap {
                $0.difference(
                    from: observation, style: style, tellsFailuresApart: maker.abilities.contains(.failureKinds))
            }
        }
        // A client without a style may follow either.
        return differences.min { $0.count < $1.count } ?? []
    }
}

/// The environment in which a case is played.
private enum Ground {
    case sockets
    case memory
    case live(LiveServer)

    var live: LiveServer? { if case .live(let server) = self { server } else { nil } }

    /// Returns the server, and the client's choices adapted to it.
    func prepare(_ test: Case) throws -> (any CaseServer, ClientChoices) {
        var choices = test.choices
        let server: any CaseServer
        switch self {
        case .sockets:
            server = try ScriptedServer(test.server)
        case .memory:
            let memory = MemoryServer(test.server)
            choices.transport = memory.transport
            server = memory
        case .live(let live):
            choices.trustFile = live.trustFile
            choices.versions = live.versions
            server = live
        }
        choices.proxy = choices.proxy.map(server.filled)
        return (server, choices)
    }
}

private func play(
    _ test: Case, _ maker: some SuiteClientMaker, _ ground: Ground, _ patience: Duration
) async -> CaseResult.Verdict {
    do {
        let (server, choices) = try ground.prepare(test)
        let client = try maker.makeClient(choices)
        let play = CasePlay(test, client: client, choices: choices, abilities: maker.abilities, server: server)
        let outcomes = await withinTime(patience) { await play.run() }
        var observation = Observation(outcomes: outcomes ?? [], texts: [], server: server.log, fill: server.filled)
        if test.expectations.contains(where: \.isAboutText) {
            observation.texts = await texts(of: observation.outcomes, maker)
        }
        client.close()
        await server.stop()
        guard outcomes != nil else { return .failed(["hung: no result after \(patience)"]) }
        let differences = test.differences(in: observation, maker, ground.live)
        return differences.isEmpty ? .passed : .failed(differences)
    } catch {
        return .failed(["the case could not be set up: \(error)"])
    }
}

/// Returns the text of each response as the clients of `maker` decode it.
private func texts(of outcomes: [Outcome], _ maker: some SuiteClientMaker) async -> [String?] {
    var texts: [String?] = []
    for outcome in outcomes {
        if case .reply(let reply) = outcome {
            texts.append(await maker.text(of: reply))
        } else {
            texts.append(nil)
        }
    }
    return texts
}

/// Runs `body`. Returns nil if it takes longer than `limit`. A body that hangs is abandoned, because waiting for it
/// would make the suite hang too.
private func withinTime<Result: Sendable>(
    _ limit: Duration, _ body: @escaping @Sendable () async -> Result
) async -> Result? {
    let box = FirstAnswer<Result>()
    let watchdog = Task {
        try await Task.sleep(for: limit)
        box.give(nil)
    }
    Task { box.give(await body()) }
    defer { watchdog.cancel() }
    return await box.value()
}

/// Keeps the first of several answers.
private final class FirstAnswer<Value: Sendable>: Sendable {
    private enum State {
        case empty
        case waiting(CheckedContinuation<Value?, Never>)
        case answered(Value?)
    }

    private let state = Locked(State.empty)

    func give(_ value: Value?) {
        let waiter = state.withLock { state -> CheckedContinuation<Value?, Never>? in
            switch state {
            case .empty:
                state = .answered(value)
                return nil
            case .waiting(let continuation):
                state = .answered(value)
                return continuation
            case .answered:
                return nil
            }
        }
        waiter?.resume(returning: value)
    }

    func value() async -> Value? {
        await withCheckedContinuation { continuation in
            let value = state.withLock { state -> Value?? in
                if case .answered(let value) = state { return .some(value) }
                state = .waiting(continuation)
                return nil
            }
            if let value { continuation.resume(returning: value) }
        }
    }
}
