import Fetch
import Synchronization

/// What came of a case on one client.
public struct CaseResult: Sendable {
    /// What came of it.
    public enum Verdict: Sendable {
        /// All was as expected.
        case passed
        /// What differed.
        case failed([String])
        /// Why the case does not apply.
        case excluded(String)
    }

    /// The case.
    public let name: String
    /// The client.
    public let client: String
    /// What came of it.
    public let verdict: Verdict
}

/// Runs one case on a client of its own, with a server of its own unless it needs a real one.
///
/// - Parameters:
///   - live: The server for cases that need a real one.
///   - patience: How long the case may take before it counts as hanging.
public func runCase(
    _ test: Case, on maker: some FetchClientMaker, live: LiveServer? = nil, patience: Duration = .seconds(30)
) async -> CaseResult {
    let verdict: CaseResult.Verdict =
        if let reason = test.reasonAgainst(maker, live) {
            .excluded(reason)
        } else {
            await judge(test, maker, live, patience)
        }
    return CaseResult(name: test.description, client: maker.name, verdict: verdict)
}

/// Runs all cases on a client, one after another.
public func runSuite(
    _ cases: [Case] = Suite.cases, on maker: some FetchClientMaker, live: LiveServer? = nil
) async -> [CaseResult] {
    var results: [CaseResult] = []
    for test in cases { results.append(await runCase(test, on: maker, live: live)) }
    return results
}

extension Case {
    /// Why it does not apply to the clients of `maker`; nil when it does.
    func reasonAgainst(_ maker: some FetchClientMaker, _ live: LiveServer?) -> String? {
        if case .live = server, live == nil { return "needs a live server" }
        if let reason = exclusions[maker.name] { return reason }
        let missing = needs.subtracting(maker.abilities).map(\.rawValue).sorted()
        return missing.isEmpty ? nil : "needs \(missing.joined(separator: ", "))"
    }
}

private func judge(
    _ test: Case, _ maker: some FetchClientMaker, _ live: LiveServer?, _ patience: Duration
) async -> CaseResult.Verdict {
    do {
        let server: any CaseServer
        var choices = test.choices
        var expectations = test.expectations
        if case .live = test.server, let live {
            server = live
            choices.trustFile = live.trustFile
            choices.versions = live.versions
            expectations.append(.each(.any([.version(live.version), .fails(.cancelled, .timeout(.total))])))
        } else {
            server = try ScriptedServer(test.server)
        }
        let client = try maker.makeClient(choices)
        let play = CasePlay(test, client: client, server: server)
        let outcomes = await withinTime(patience) { await play.run() }
        let observation = Observation(outcomes: outcomes ?? [], server: server.log, fill: server.filled)
        await client.close()
        await server.stop()
        guard outcomes != nil else { return .failed(["it hung: no end after \(patience)"]) }
        let differences = expectations.compactMap { $0.difference(from: observation, style: maker.style) }
        return differences.isEmpty ? .passed : .failed(differences)
    } catch {
        return .failed(["the case could not be set up: \(error)"])
    }
}

/// Runs `body`; nil when it takes longer than `limit`. A body that hangs is left behind: waiting for it would make
/// the suite hang too.
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

/// Takes the first answer of several.
private final class FirstAnswer<Value: Sendable>: Sendable {
    private enum State {
        case empty
        case waiting(CheckedContinuation<Value?, Never>)
        case answered(Value?)
    }

    private let state = Mutex(State.empty)

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
