import AIOHTTP
import Synchronization

/// A server on a loopback port, for tests that import no server of their own.
public enum Loopback {
    private static let server = Task {
        let configuration = Web.ServerConfiguration(host: "127.0.0.1", port: 0)
        let server = Web.Server(application(), configuration: configuration)
        return (server, port: try await server.start())
    }

    /// The URL of a server that runs as long as the process, for example `http://127.0.0.1:40000`.
    public static var url: String {
        get async throws { "http://127.0.0.1:\(try await server.value.port)" }
    }

    /// A URL at which nothing listens: that of a server that has stopped.
    public static var closedURL: String {
        get async throws { try await TestServer.with(Web.Application()) { $0.baseURL } }
    }

    private static func application() -> Web.Application {
        let app = Web.Application()
        app.route("*", "/echo") { request in try await echo(request) }
        app.get("/users/{name}") { request in .json(["name": JSON(request.match["name"] ?? "")]) }
        app.get("/status/{code}") { request in .text("status", status: Int(request.match["code"] ?? "") ?? 500) }
        app.get("/moved") { _ in .redirect(to: "/users/ada") }
        app.get("/login") { _ in
            var response = Web.Response.text("welcome")
            response.setCookie("session", "s3cret")
            return response
        }
        app.get("/items") { request in items(page: Int(request.query["page"] ?? "1") ?? 1) }
        let requests = Mutex<[String: Int]>([:])
        app.get("/unavailable/{client}") { request in
            let count = requests.withLock { counts in
                counts[request.path, default: 0] += 1
                return counts[request.path]
            }
            return count == 3 ? .text("available") : .text("later", status: 503)
        }
        app.get("/slow") { _ in
            try await Task.sleep(for: .seconds(60))
            return .text("late")
        }
        app.route("*", "/lines") { _ in
            .stream(contentType: "text/plain") { writer in
                for line in ["one\n", "two\n", "three"] { try await writer.write(Bytes(line)) }
            }
        }
        return app
    }

    /// The request as JSON.
    private static func echo(_ request: Web.Request) async throws -> Web.Response {
        let query = request.queryString.isEmpty ? "" : "?" + request.queryString
        var echo: JSON = [
            "method": JSON(request.method), "target": JSON(request.rawPath + query),
            "body": JSON(try await request.text()),
        ]
        echo["headers"] = .object(request.headers.map { JSON.Member($0.name.lowercased(), .string($0.value)) })
        return .json(echo)
    }

    /// One of three pages, with a link to the next.
    private static func items(page: Int) -> Web.Response {
        let links: Headers = page < 3 ? ["Link": "</items?page=\(page + 1)>; rel=\"next\""] : [:]
        let items: [JSON] = [["id": JSON(page * 10)], ["id": JSON(page * 10 + 1)]]
        return .json(["items": .array(items)], headers: links)
    }
}
