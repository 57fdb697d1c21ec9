import AIOHTTP

/// What can go wrong, caught by name.
enum ErrorsAIOHTTP {
    static func status(server: String) async throws {
        try await ClientSession.with { session in
            do {
                try await session.get("\(server)/status/404") { try $0.raiseForStatus() }
            } catch let error as ClientError where error.kind == .response {
                print(error.status ?? 0)
            }
        }
    }

    static func slowServer(server: String) async throws {
        try await ClientSession.with(timeout: ClientTimeout(sockRead: 0.05)) { session in
            do {
                try await session.get("\(server)/delay/5") { print($0.status) }
            } catch ClientError.socketTimeout {
                print("SocketTimeoutError")
            }
        }
    }

    static func noServer() async throws {
        try await ClientSession.with { session in
            do {
                try await session.get("http://127.0.0.1:1") { print($0.status) }
            } catch let error as ClientError {
                print(error.kind)
            }
        }
    }

    static func badURL() async throws {
        try await ClientSession.with { session in
            do {
                try await session.get("http://:80") { print($0.status) }
            } catch let error as ClientError {
                print(error.kind)
            }
        }
    }
}
