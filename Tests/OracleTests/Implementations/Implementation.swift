import Fetch
import FetchConformance
import HTTPValues
import TestSupport

/// An HTTP client to compare: a program that speaks the line protocol, with a style and a mode.
struct Implementation: Sendable {
    /// The name in reports.
    let name: String
    /// The style sent in the protocol. An original has only one.
    let style: Style
    /// The mode sent in the protocol: `sync` blocks a thread, `async` does not.
    let mode: String
    let program: LineProgram
}

/// The servers shared by all specs.
struct Services: Sendable {
    var plain: String
    var secure: String
    var authority: String
}

extension Implementation {
    /// Runs `spec` with its own server, so that nothing is left over from another run.
    func run(_ spec: Spec, number: Int, _ services: Services) async -> Transcript {
        switch spec.stage {
        case .none: return await ask(spec, number) { $0 }
        case .service: return await ask(spec, number) { $0.replacing("{origin}", with: services.plain) }
        case .secureService:
            return await ask(spec, number) {
                $0.replacing("{origin}", with: services.secure).replacing("{authority}", with: services.authority)
            }
        case .replies(let replies):
            guard let server = try? ScriptedServer(Self.plan(replies)) else {
                return Transcript(results: [], requests: [])
            }
            var transcript = await ask(spec, number, server.filled)
            await server.stop()
            transcript.requests = server.log.requests
            return transcript.hidingPorts(of: server)
        }
    }

    /// Each request gets the next reply. The last reply is repeated for all later requests.
    private static func plan(_ replies: [Reply]) -> ServerPlan {
        let next = Counter()
        return .routes { request in
            replies.isEmpty ? [.close] : replies[min(next.increment(), replies.count - 1)].script(for: request.method)
        }
    }

    private func ask(_ spec: Spec, _ number: Int, _ fill: (String) -> String) async -> Transcript {
        var results: [JSON] = []
        for line in spec.lines {
            let asked = JSON.object(addressed(line, number, isService: spec.stage.isService))
            let answer = await program.ask(fill(asked.text(.compact)))
            results.append(answer.flatMap { try? JSON(parsing: $0) } ?? ["ok": false, "error": ["kind": "no answer"]])
        }
        return Transcript(results: results, requests: [])
    }

    /// Adds the id, the style and the mode to `line`. A service that echoes requests gets the same User-Agent from all.
    private func addressed(_ line: JSON, _ number: Int, isService: Bool) -> [JSON.Member] {
        var line = line
        if isService {
            line = line.with("headers", .array((line["headers"].array ?? []) + [["User-Agent", "oracle"]]))
        }
        return (line.object ?? []).map { member in
            member.name == "session" ? .init("session", .string("\(number) \(member.value.string ?? "")")) : member
        } + [.init("id", .string("\(number)")), .init("style", .string(style.rawValue)), .init("mode", .string(mode))]
    }
}

extension Spec.Stage {
    fileprivate var isService: Bool {
        switch self {
        case .service, .secureService: true
        case .none, .replies: false
        }
    }
}
