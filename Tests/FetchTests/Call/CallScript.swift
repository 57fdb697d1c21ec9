import HTTPValues

@testable import Fetch

/// Plays a call without a network. Feeds it the given responses and records its steps.
struct CallScript {
    var options: FetchSession.Options
    var hooks: CallHooks?
    var mounts: [TransportTable.Mount] = []

    init(_ policy: FetchPolicy = .httpx) {
        var policy = policy
        policy.defaultHeaders = [:]
        policy.timeout = .none
        options = FetchSession.Options(policy: policy)
        options.proxies = .direct
    }

    /// A server's response or the failure of an exchange.
    enum Reply {
        case head(Int, Headers = [:], body: Bytes = [])
        case failure(FetchError.Kind)

        var result: Result<ResponseHead, FetchError> {
            switch self {
            case .head(let status, let headers, _):
                .success(ResponseHead(version: .http11, status: status, reason: "", headers: headers))
            case .failure(let kind): .failure(FetchError(kind, "failed"))
            }
        }

        var whole: CollectedResponse? {
            guard case .head(_, _, let body) = self, case .success(let head) = result else { return nil }
            return CollectedResponse(head: head, body: body)
        }
    }

    /// Every step of the call, one per line. Waits are rounded to whole seconds.
    func play(_ request: FetchRequest, _ replies: [Reply]) throws -> [String] {
        let standard = MockTransport { _ in MockResponse(200) }
        let session = FetchSession(options, transports: TransportTable(standard, mounts: mounts), hooks: hooks)
        let call = try session.call(for: request, isStreamed: true)
        var replies = replies[...]
        var current: Reply?
        var lines: [String] = []
        var step = call.next(.begin)
        for _ in 0..<100 {
            switch step {
            case .prepare(let head, let hooks):
                step = call.next(hooks.prepareBlocking(head))
            case .send(let attempt):
                lines.append(line(attempt, isMounted: attempt.transport !== standard))
                current = replies.popFirst()
                step = call.next(.responded((current ?? .failure(.disconnected)).result))
            case .show(let response, let request, let hooks):
                step = call.next(hooks.showBlocking(response, to: request))
            case .drain:
                lines.append("drain")
                guard let whole = current?.whole else { return lines }
                step = call.next(.drained(whole))
            case .read:
                lines.append("read")
                guard let whole = current?.whole else { return lines }
                step = call.next(.read(.success(whole)))
            case .wait(let time):
                lines.append("wait \(Int((MonotonicTime.now.duration(to: time) / .seconds(1)).rounded()))")
                step = call.next(.waited)
            case .deliver(let delivery):
                if case .read = delivery { lines.append("deliver read") } else { lines.append("deliver") }
                return lines
            case .fail(let error):
                lines.append("fail \(error.kind)")
                return lines
            }
        }
        return lines + ["no end"]
    }

    /// The method, the URL and the Authorization header.
    private func line(_ attempt: Call.Attempt, isMounted: Bool) -> String {
        let wire = attempt.wire
        let authorization = wire.headers["Authorization"].map { " \($0)" } ?? ""
        return "\(wire.method) \(wire.url)\(authorization)\(isMounted ? " (mounted)" : "")"
    }
}
