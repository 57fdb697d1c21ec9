import HTTPX

/// What can go wrong, caught by name.
enum ErrorsHTTPX {
    static func status(server: String) async throws {
        try await AsyncClient.with { client in
            do {
                try await client.get("\(server)/status/404").raiseForStatus()
            } catch let error as HTTPStatusError {
                print(error.response.statusCode)
            }
        }
    }

    static func slowServer(server: String) async throws {
        try await AsyncClient.with(timeout: .milliseconds(50)) { client in
            do {
                try await client.get("\(server)/delay/5")
            } catch RequestError.readTimeout {
                print("ReadTimeout")
            }
        }
    }

    static func noServer() async throws {
        try await AsyncClient.with { client in
            do {
                try await client.get("http://127.0.0.1:1")
            } catch let error as RequestError where error.isNetworkError {
                print(error.kind)
            }
        }
    }

    static func badURL() async throws {
        try await AsyncClient.with { client in
            do {
                try await client.get("http://:80")
            } catch let error as RequestError {
                print(error.kind)
            }
        }
    }
}
