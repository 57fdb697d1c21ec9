import Fetch
package import FetchConformance
import HTTPValues

/// What shows that a row of a table of differences is true.
package enum Evidence: Sendable {
    /// A case of the suite; what it expects of each style stands in it.
    case play(Case)
    /// What a program sees that uses the clients as a user does.
    case look(Look)
    /// What a rule gives, without I/O.
    case rule(Rule)
    /// What Duet's own server replies.
    case served(ServerReply)
    /// A file of the package that shows it, for what no running client can: that something is missing or does not
    /// compile.
    case file(String)
}

/// What a program sees that uses the clients as a user does, and what it should see.
package struct Look: Sendable {
    /// How the server behaves.
    let server: ServerPlan
    /// What should be seen, by style: a value, or the name of an error.
    let expected: [Style: String]
    /// Whether it changes variables of the environment, so that it needs a process of its own.
    package let changesEnvironment: Bool
    let httpx: @Sendable (HTTPXCaller, ScriptedServer) async throws -> String
    let aiohttp: @Sendable (ScriptedServer) async throws -> String
}

/// What a rule gives for the policy of a style, and what it should give.
package struct Rule: Sendable {
    /// What it should give, by style: a value, or the words of an error.
    let expected: [Style: String]
    let result: @Sendable (FetchPolicy) throws -> String
}

/// What a server that serves ``MiniServer`` replies to a request that is sent byte by byte as it stands here.
package struct ServerReply: Sendable {
    /// The bytes that are sent.
    package let request: String
    /// What the first line of the reply begins with.
    package let status: String
    /// What must be somewhere in the reply.
    package let has: [String]
    /// What must be nowhere in the reply.
    package let lacks: [String]
}

extension Evidence {
    /// A program, for each style, and what it should see there.
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

    /// A rule, and what it should give for the policy of each style.
    static func rule(
        httpx: String, aiohttp: String, _ result: @escaping @Sendable (FetchPolicy) throws -> String
    ) -> Evidence {
        .rule(Rule(expected: [.httpx: httpx, .aiohttp: aiohttp], result: result))
    }

    /// What the server replies to `request`.
    static func served(
        to request: String, _ status: String, has: [String] = [], lacks: [String] = []
    ) -> Evidence {
        .served(ServerReply(request: request, status: status, has: has, lacks: lacks))
    }

    /// Whether it needs a process of its own.
    package var changesEnvironment: Bool {
        if case .look(let look) = self { look.changesEnvironment } else { false }
    }

    /// Whether it says anything about clients.
    package var concernsClients: Bool {
        switch self {
        case .play, .look, .rule: true
        case .served, .file: false
        }
    }
}

extension Style {
    /// What the style is made of.
    var policy: FetchPolicy {
        switch self {
        case .httpx: .httpx
        case .aiohttp: .aiohttp
        }
    }
}
