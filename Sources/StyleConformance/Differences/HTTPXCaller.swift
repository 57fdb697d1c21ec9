import AIOHTTPClient
import Fetch
import FetchConformance
import HTTPValues
import HTTPX

/// Makes clients in the httpx style, all blocking or all asynchronous.
struct HTTPXCaller: Sendable {
    let isBlocking: Bool

    /// Passes a client with these options to `body` and closes it at the end.
    func with<Result>(
        _ options: ClientOptions = ClientOptions(), _ body: (HTTPXClient) async throws -> Result
    ) async throws -> Result {
        let client: HTTPXClient = isBlocking ? .blocking(try Client(options)) : .asynchronous(try AsyncClient(options))
        defer { client.close() }
        return try await body(client)
    }

    /// Sends a GET request with a new client.
    @discardableResult
    func get(
        _ url: String, _ options: ClientOptions = ClientOptions(), _ change: (inout FetchRequest) -> Void = { _ in }
    ) async throws -> Response {
        try await with(options) { try await $0.get(url, change) }
    }
}

/// A client in the httpx style. Both kinds have the same calls, and the blocking one runs on threads of its own.
enum HTTPXClient: Sendable {
    case blocking(Client)
    case asynchronous(AsyncClient)

    /// Sends a GET request.
    @discardableResult
    func get(_ url: String, _ change: (inout FetchRequest) -> Void = { _ in }) async throws -> Response {
        var request = FetchRequest(.get, url)
        change(&request)
        switch self {
        case .asynchronous(let client): return try await client.send(request)
        case .blocking(let client):
            return try await RealThread.run { [request] in Result { try client.send(request) } }.get()
        }
    }

    /// The lines of a streamed response.
    func lines(_ url: String) async throws -> [String] {
        switch self {
        case .asynchronous(let client):
            return try await client.stream(.get, url) { response in
                var lines: [String] = []
                for try await line in response.lines { lines.append(line) }
                return lines
            }
        case .blocking(let client):
            return try await RealThread.run { Result { try Self.lines(client, url) } }.get()
        }
    }

    @available(*, noasync)
    private static func lines(_ client: Client, _ url: String) throws -> [String] {
        try client.stream(.get, url) { response in
            var lines: [String] = []
            try response.forEachLine { lines.append($0) }
            return lines
        }
    }

    func close() {
        switch self {
        case .blocking(let client): client.close()
        case .asynchronous(let client): client.close()
        }
    }
}

/// The name of an error as users know it: the original's exception name, or the type's name.
func errorName(_ error: any Error) -> String {
    switch error {
    case let error as RequestError: error.kind.rawValue
    case let error as ClientError: error.kind.rawValue
    default: "\(type(of: error))"
    }
}
