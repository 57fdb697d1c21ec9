import Fetch
package import FetchConformance
import HTTPValues

/// The proof that a row of a table of differences is true.
package enum Evidence: Sendable {
    /// A case of the suite, which includes the expectations for each style.
    case play(Case)
    /// The observation of a program that uses the clients as a user does.
    case look(Look)
    /// The result of a rule, without I/O.
    case rule(Rule)
    /// A response of Duet's own server.
    case served(ServerReply)
    /// A file of the package, for what no running client can show: that something is missing or does not compile.
    case file(String)
}

/// A program that uses the clients as a user does, and what it should observe.
package struct Look: Sendable {
    /// The behavior of the server.
    let server: ServerPlan
    /// The expected observation by style: a value or the name of an error.
    let expected: [Style: String]
    /// Whether the program changes environment variables and so needs its own process.
    package let changesEnvironment: Bool
    let httpx: @Sendable (HTTPXCaller, ScriptedServer) async throws -> String
    let aiohttp: @Sendable (ScriptedServer) async throws -> String
}

/// A rule evaluated for the policy of a style, and the expected result.
package struct Rule: Sendable {
    /// The expected result by style: a value or an error description.
    let expected: [Style: String]
    let result: @Sendable (FetchPolicy) throws -> String
}

/// A raw request and the expected response of a server that runs ``MiniServer``.
package struct ServerReply: Sendable {
    /// The bytes to send.
    package let request: String
    /// The beginning of the response's first line.
    package let status: String
    /// Strings that the response must contain.
    package let has: [String]
    /// Strings that the response must not contain.
    package let lacks: [String]
}

extension Evidence {
    /// Creates evidence from a program for each style and the expected observations.
    static func look(
        at server: ServerPlan = .reply(reply()), httpx: String, aiohttp: String, changesEnvironment: Bool = false,
        byHTTPX: @escaping @Sendable (HTTPXCaller, ScriptedServer) async throws -> String,
        byAIOHTTP: @escaping @Sendable (ScriptedServer) async throws -> String
    ) -> Evidence {
        .look(
            Look(
                server: server, expected: [.httpx: httpx, .aiohttp: aiohttp], changesEnvironment: changesEnvironment,
                httpx: byHTTPX, aiohttp: byAIOHTTP))
    }

    /// Creates evidence from a rule and the expected result for each style's policy.
    static func rule(
        httpx: String, aiohttp: String, _ result: @escaping @Sendable (FetchPolicy) throws -> String
    ) -> Evidence {
        .rule(Rule(expected: [.httpx: httpx, .aiohttp: aiohttp], result: result))
    }

    /// Creates evidence from the server's response to `request`.
    static func served(
        to request: String, _ status: String, has: [String] = [], lacks: [String] = []
    ) -> Evidence {
        .served(ServerReply(request: request, status: status, has: has, lacks: lacks))
    }

    /// Whether the check needs its own process.
    package var changesEnvironment: Bool {
        if case .look(let look) = self { look.changesEnvironment } else { false }
    }

    /// Whether the evidence concerns clients.
    package var concernsClients: Bool {
        switch self {
        case .play, .look, .rule: true
        case .served, .file: false
        }
    }
}

extension Style {
    /// The policy of the style.
    var policy: FetchPolicy {
        switch self {
        case .httpx: .httpx
        case .aiohttp: .aiohttp
        }
    }
}
