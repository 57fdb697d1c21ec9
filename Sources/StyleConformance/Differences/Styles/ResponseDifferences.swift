import AIOHTTPClient
import Fetch
import FetchConformance
import HTTPValues
import HTTPX

extension StyleDifference {
    /// A row about what the two response types make of the same bytes.
    private static func response(
        _ id: String, _ situation: String, _ cells: (httpx: String, aiohttp: String), isDecisive: Bool = false,
        of server: ServerPlan, shows seen: (httpx: String, aiohttp: String),
        httpx: @escaping @Sendable (Response) throws -> String,
        aiohttp: @escaping @Sendable (ClientResponse) async throws -> String
    ) -> StyleDifference {
        StyleDifference(
            id, situation, httpx: cells.httpx, aiohttp: cells.aiohttp, isDecisive: isDecisive,
            .look(
                at: server, httpx: seen.httpx, aiohttp: seen.aiohttp,
                byHTTPX: { caller, server in try httpx(try await caller.get(server.origin)) },
                byAIOHTTP: { server in
                    try await ClientSession.with { session in
                        try await aiohttp(try await session.get(server.origin, allowRedirects: false))
                    }
                }))
    }

    static let responses = about(.responses, statuses + contents)

    private static let statuses = [
        response(
            "raise-for-status", "`raiseForStatus()` throws for", ("anything but 2xx", "400 and above"),
            isDecisive: true, of: .reply(redirect(to: "/next")), shows: ("HTTPStatusError", "passes"),
            httpx: { response in
                try response.raiseForStatus()
                return "passes"
            },
            aiohttp: { response in
                try response.raiseForStatus()
                return "passes"
            }),
        response(
            "reason-text", "a reason phrase with non-ASCII characters", ("they are dropped", "unchanged"),
            of: .reply(reply("200 Grün")), shows: ("Grn", "Grün"), httpx: { $0.reasonPhrase }, aiohttp: { $0.reason }),
    ]

    private static let contents = [
        response(
            "json-type", "`json` of a `text/plain` body",
            ("parsed", "error, unless `contentType: .any`"),
            isDecisive: true, of: .reply(reply("200 OK", ["Content-Type: text/plain"], "[1]")),
            shows: ("[1]", "ContentTypeError"), httpx: { try $0.json.text(.compact) },
            aiohttp: { try await $0.json().text(.compact) }),
        response(
            "json-empty", "`json` of an empty body", ("error", "`null`"),
            of: .reply(reply("200 OK", ["Content-Type: application/json"], "")), shows: ("JSONError", "null"),
            httpx: { try $0.json.text(.compact) }, aiohttp: { try await $0.json().text(.compact) }),
        response(
            "text-errors", "undecodable bytes in text", ("become U+FFFD", "error, unless `errors: .replace`"),
            of: .replies([reply(["Content-Type: text/plain; charset=utf-8"], [0x61, 0xFF])]),
            shows: ("a\u{FFFD}", "TextDecodingError"), httpx: { $0.text }, aiohttp: { try await $0.text() }),
        StyleDifference(
            "lines", "lines of a streamed body end with", httpx: "`\\n`, `\\r`, `\\r\\n` or a Unicode line break",
            aiohttp: "`\\n` or `\\r\\n`",
            .look(
                at: .reply(reply("200 OK", ["Content-Type: text/plain"], "a\rb\nc")), httpx: "a|b|c", aiohttp: "a\rb|c",
                byHTTPX: { caller, server in
                    try await caller.with { try await $0.lines(server.origin) }.joined(separator: "|")
                },
                byAIOHTTP: { server in
                    try await ClientSession.with { session in
                        try await session.get(server.origin) { response in
                            var lines: [String] = []
                            for try await line in response.lines { lines.append(line) }
                            return lines.joined(separator: "|")
                        }
                    }
                })),
    ]
}
