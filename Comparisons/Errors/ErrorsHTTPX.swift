import HTTPX

/// Each row is an error, caught by name.
enum ErrorsHTTPX {
    static func status(server: String) async throws -> JSON {
        try await AsyncClient.with { client in
            do {
                try await client.get("\(server)/status/404").raiseForStatus()
                return "no error"
            } catch let error as HTTPStatusError {
                return JSON(error.response.statusCode)
            }
        }
    }

    static func slowServer(server: String) async throws -> JSON {
        try await AsyncClient.with(timeout: .milliseconds(50)) { client in
            do {
                try await client.get("\(server)/delay/5")
                return "no error"
            } catch RequestError.readTimeout {
                return "ReadTimeout"
            }
        }
    }

    static func noServer() async throws -> JSON {
        try await AsyncClient.with { client in
            do {
                try await client.get("http://127.0.0.1:1")
                return "no error"
            } catch let error as RequestError where error.isNetworkError {
                return JSON(error.kind.rawValue)
            }
        }
    }

    static func badURL() async throws -> JSON {
        try await AsyncClient.with { client in
            do {
                try await client.get("http://:80")
                return "no error"
            } catch let error as RequestError {
                return JSON(error.kind.rawValue)
            }
        }
    }
}
