import AIOHTTP
import Testing

private struct User: Codable, Sendable, Equatable {
    var name: String
}

/// Applications, tested with a session.
@Suite("Applications")
struct ServerTests {
    private func get(_ path: String, of app: Web.Application) async throws -> (text: String, headers: Headers) {
        try await TestServer.with(app) { server in
            try await ClientSession.with { session in
                try await session.get(server.baseURL + path) { (try await $0.text(), $0.headers) }
            }
        }
    }

    @Test("A handler reads a part of the path and a query parameter")
    func greeting() async throws {
        let app = Web.Application()
        app.get("/hello/{name}") { request in .text("Hello, \(request.match["name"]!)") }
        app.get("/q") { request in .text(request.query["x"] ?? "none") }
        #expect(try await get("/hello/Ada", of: app).text == "Hello, Ada")
        #expect(try await get("/q?x=1", of: app).text == "1")
    }

    @Test("Middlewares change a response, given as an argument or added later")
    func middleware() async throws {
        let app = Web.Application(middlewares: [
            { request, next in
                let start = ContinuousClock.now
                var response = try await next(request)
                response.headers["X-Time"] = "\(ContinuousClock.now - start)"
                return response
            }
        ])
        app.add { request, next in
            var response = try await next(request)
            response.headers["X-Path"] = request.path
            return response
        }
        app.get("/") { _ in .text("hello") }
        let (text, headers) = try await get("/", of: app)
        #expect(text == "hello")
        #expect(headers["X-Time"]?.hasSuffix("seconds") == true)
        #expect(headers["X-Path"] == "/")
    }

    @Test("A handler decodes its request and encodes its response")
    func codable() async throws {
        let app = Web.Application()
        app.post("/users") { request in
            let user = try await request.json(as: User.self)
            return try .json(user, status: 201)
        }
        let user = User(name: "Ada")
        try await TestServer.with(app) { server in
            try await ClientSession.with(server.baseURL + "/") { session in
                let created = try await session.post("users", json: user)
                #expect(created.status == 201)
                #expect(try await created.json() == user)
                #expect(try await session.post("users", json: ["age": 36]).status == 400)
            }
        }
    }
}
