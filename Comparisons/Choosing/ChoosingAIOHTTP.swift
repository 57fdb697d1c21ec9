import AIOHTTP

/// The decision table, a line of code for each row.
enum ChoosingAIOHTTP {
    static func redirect(server: String) async throws -> JSON {
        try await ClientSession.with { session in
            .integer(try await session.get("\(server)/redirect/1") { $0.status })
        }
    }

    static func redirectStatus(server: String) async throws -> JSON {
        try await ClientSession.with { session in
            try await session.get("\(server)/redirect/1", allowRedirects: false) { response in
                do {
                    try response.raiseForStatus()
                    return "is no error"
                } catch {
                    return "is an error"
                }
            }
        }
    }

    static func parameters(server: String) async throws -> JSON {
        try await ClientSession.with { session in
            try await session.get("\(server)/get?a=1", params: ["b": "2"]) { try await $0.json()["args"] }
        }
    }

    static func baseURL(server: String) async throws -> JSON {
        try await ClientSession.with("\(server)/anything/") { session in
            .string(try await session.get("/get") { $0.url.path })
        }
    }

    static func patience() -> JSON {
        ClientTimeout.sessionDefault.total == 300 ? "300 s for everything" : "another"
    }

    static func http2(server: String, authority: String) async throws -> JSON {
        let connector = try TCPConnector(ssl: .authorities(path: authority), versions: .http2WhenNegotiated)
        return try await ClientSession.with(connector: connector) { session in
            .string(try await session.get("\(server)/get") { $0.version })
        }
    }

    static func webServer() async throws -> JSON {
        let app = Web.Application()
        app.get("/hello/{name}") { request in .text("Hello, \(request.match["name"] ?? "you")") }
        return try await TestServer.with(app) { server in
            try await ClientSession.with { session in
                .string(try await session.get("\(server.baseURL)/hello/duet") { try await $0.text() })
            }
        }
    }
}
