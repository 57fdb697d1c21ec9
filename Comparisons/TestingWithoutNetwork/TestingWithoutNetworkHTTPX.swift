import HTTPX

/// The code under test.
private func greeting(for id: Int, with client: AsyncClient) async throws -> String {
    let user = try await client.get("/users/\(id)").raiseForStatus().json
    return "Hello, \(user["name"].string ?? "you")"
}

/// A closure takes the place of the network. Everything else of the client works as usual.
func fakeServerHTTPX() async throws {
    let transport = MockTransport { request in
        request.url.path == "/users/1" ? MockResponse(json: ["name": "Ada"]) : MockResponse(404)
    }
    try await AsyncClient.with(baseURL: "http://users.test", transport: transport) { client in
        print(try await greeting(for: 1, with: client))
        do {
            print(try await greeting(for: 2, with: client))
        } catch let error as HTTPStatusError {
            print("no user 2:", error.response.statusCode)
        }
    }
}

/// Failures on demand: a timeout without waiting, a broken connection without a server.
func failuresHTTPX() async throws {
    let transport = MockTransport { _ in throw FetchError(.timeout(.read), "too slow") }
    try await AsyncClient.with(baseURL: "http://users.test", transport: transport) { client in
        do {
            print(try await greeting(for: 1, with: client))
        } catch let error as RequestError where error.isTimeout {
            print("timeout")
        }
    }
}
