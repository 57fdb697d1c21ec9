import AIOHTTP

/// The decision table, a few lines of code for each row.
enum ChoosingAIOHTTP {
    static func redirect(server: String) async throws {
        try await ClientSession.with { session in
            try await session.get("\(server)/redirect/1") { print($0.status) }
        }
    }

    static func redirectStatus(server: String) async throws {
        try await ClientSession.with { session in
            try await session.get("\(server)/redirect/1", allowRedirects: false) { response in
                do {
                    try response.raiseForStatus()
                    print("does not throw")
                } catch {
                    print("throws")
                }
            }
        }
    }

    static func parameters(server: String) async throws {
        try await ClientSession.with { session in
            try await session.get("\(server)/get?a=1", params: ["b": "2"]) { print($0.url.encodedQuery ?? "") }
        }
    }

    static func baseURL(server: String) async throws {
        try await ClientSession.with("\(server)/anything/") { session in
            try await session.get("/get") { print($0.url.path) }
        }
    }

    static func timeouts() {
        print(ClientTimeout.sessionDefault.total == 300 ? "300 s in total" : "other")
    }

    static func http2(server: String, authority: String) async throws {
        let connector = try TCPConnector(ssl: .authorities(path: authority), versions: .http2)
        try await ClientSession.with(connector: connector) { session in
            try await session.get("\(server)/get") { print($0.version) }
        }
    }

    static func webServer() async throws {
        let app = Web.Application()
        app.get("/hello/{name}") { request in .text("Hello, \(request.match["name"] ?? "you")") }
        try await TestServer.with(app) { server in
            try await ClientSession.with { session in
                try await session.get("\(server.baseURL)/hello/duet") { print(try await $0.text()) }
            }
        }
    }
}
