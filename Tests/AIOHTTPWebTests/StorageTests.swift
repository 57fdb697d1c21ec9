import AIOHTTPWeb
import HTTPValues
import TestSupport
import Testing

/// Values stored in applications and requests.
@Suite struct StorageTests {
    private enum NameKey: Web.AppKey { typealias Value = String }
    private enum LimitKey: Web.AppKey { typealias Value = Int }
    private enum UserKey: Web.RequestKey { typealias Value = String }
    private enum OtherUserKey: Web.RequestKey { typealias Value = String }

    private func get(_ path: String, from app: Web.Application) async throws -> RawResponse {
        try await TestServer.with(app) { server in
            let request = "GET \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: ann\r\n\r\n"
            return RawResponse(try await RawClient(server).run([.send(request), .shutdown, .receiveToEnd]))
        }
    }

    @Test("An application keeps a stored value until nil is stored")
    func applicationStores() {
        let app = Web.Application()
        #expect(app[NameKey.self] == nil)
        app[NameKey.self] = "a"
        app[LimitKey.self] = 1
        #expect(app[NameKey.self] == "a")
        #expect(app[LimitKey.self] == 1)
        app[NameKey.self] = nil
        #expect(app[NameKey.self] == nil)
    }

    @Test(
        "A request sees the values of its application first, then those of the enclosing ones",
        arguments: [
            ("/", "root 1"), ("/sub/", "sub 1"), ("/sub/sub/", "sub 3"), ("/other/", "root 1"), ("/sub/none", "sub 1"),
        ])
    func requestsSeeTheirApplications(path: String, expected: String) async throws {
        let show: Web.Handler = { request in
            .text("\(request.app[NameKey.self] ?? "-") \(request.app[LimitKey.self] ?? 0)")
        }
        let catching: Web.Middleware = { request, next in
            do { return try await next(request) } catch { return try await show(request) }
        }
        let (app, sub, inner, other) = (
            Web.Application(middlewares: [catching]), Web.Application(), Web.Application(), Web.Application()
        )
        for application in [app, sub, inner, other] { application.get("/", show) }
        app[NameKey.self] = "root"
        sub[NameKey.self] = "sub"
        inner[LimitKey.self] = 3
        // A startup hook may store values too.
        app.onStartup { [weak app] in app?[LimitKey.self] = 1 }
        sub.mount("/sub", inner)
        app.mount("/sub", sub)
        app.mount("/other", other)
        #expect(try await get(path, from: app).body == expected)
    }

    @Test("A handler finds the values that a middleware stores in the request, and keys of the same type stay apart")
    func middlewaresPassValuesOn() async throws {
        let app = Web.Application(middlewares: [
            { request, next in
                request[UserKey.self] = request.headers.first("Authorization")
                var response = try await next(request)
                response.headers.add(name: "X-Seen", value: request[OtherUserKey.self] ?? "-")
                return response
            }
        ])
        app.get("/") { request in
            #expect(request[OtherUserKey.self] == nil)
            request[OtherUserKey.self] = "handler"
            return .text(request[UserKey.self] ?? "-")
        }
        let response = try await get("/", from: app)
        #expect(response.body == "ann")
        #expect(response["X-Seen"] == "handler")
    }
}
