import AIOHTTP

/// Each row is an error, caught by name.
enum ErrorsAIOHTTP {
    static func status(server: String) async throws -> JSON {
        try await ClientSession.with { session in
            do {
                return try await session.get("\(server)/status/404") { response in
                    try response.raiseForStatus()
                    return "no error"
                }
            } catch let error as ClientError where error.kind == .response {
                return JSON(error.status)
            }
        }
    }

    static func slowServer(server: String) async throws -> JSON {
        try await ClientSession.with(timeout: ClientTimeout(sockRead: 0.05)) { session in
            do {
                return try await session.get("\(server)/delay/5") { _ in "no error" }
            } catch ClientError.socketTimeout {
                return "SocketTimeoutError"
            }
        }
    }

    static func noServer() async throws -> JSON {
        try await ClientSession.with { session in
            do {
                return try await session.get("http://127.0.0.1:1") { _ in "no error" }
            } catch let error as ClientError {
                return JSON(error.kind.rawValue)
            }
        }
    }

    static func badURL() async throws -> JSON {
        try await ClientSession.with { session in
            do {
                return try await session.get("http://:80") { _ in "no error" }
            } catch let error as ClientError {
                return JSON(error.kind.rawValue)
            }
        }
    }
}
