import AIOHTTP

/// The code under test.
private func greeting(for id: Int, with session: ClientSession) async throws -> String {
    try await session.get("/users/\(id)") { response in
        let user = try await response.raiseForStatus().json()
        return "Hello, \(user["name"].string ?? "you")"
    }
}

/// A web app in the same process, on a free port of the loopback interface.
func fakeServerAIOHTTP() async throws {
    let app = Web.Application()
    app.get("/users/1") { _ in .json(["name": "Ada"]) }
    try await TestServer.with(app) { server in
        try await ClientSession.with(server.baseURL) { session in
            print(try await greeting(for: 1, with: session))
            do {
                print(try await greeting(for: 2, with: session))
            } catch let error as ClientError where error.kind == .response {
                print("no user 2:", error.status ?? 0)
            }
        }
    }
}

/// Failures on demand: a timeout without waiting, a broken connection without a server.
func failuresAIOHTTP() async throws {
    let transport = MockTransport { _ in throw FetchError(.timeout(.read), "too slow") }
    try await ClientSession.with("http://users.test", connector: TransportConnector(transport)) { session in
        do {
            print(try await greeting(for: 1, with: session))
        } catch let error as ClientError where error.isTimeout {
            print("timeout")
        }
    }
}
