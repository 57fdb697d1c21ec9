import AIOHTTPClient
import HTTPValues
import HTTPX

/// The clients shared by lines that name the same session.
final class ExecClients {
    enum Client {
        case blocking(HTTPX.Client)
        case async(AsyncClient)
        case session(ClientSession)

        func close() {
            switch self {
            case .blocking(let client): client.close()
            case .async(let client): client.close()
            case .session(let session): session.close()
            }
        }
    }

    private struct Key: Hashable {
        var name: String
        var style: ExecRequest.Style
    }

    private var shared: [Key: Client] = [:]

    /// Passes the client for `request` to `body`. A client without a session is closed afterwards.
    func withClient<Result>(for request: ExecRequest, _ body: (Client) throws -> Result) throws -> Result {
        guard let name = request.session else {
            let client = try makeClient(for: request)
            defer { client.close() }
            return try body(client)
        }
        let key = Key(name: name, style: request.style)
        let client = try shared[key] ?? makeClient(for: request)
        shared[key] = client
        return try body(client)
    }

    private func makeClient(for request: ExecRequest) throws -> Client {
        switch request.style {
        case .httpxBlocking: .blocking(try HTTPX.Client(request.clientOptions()))
        case .httpxAsync: .async(try AsyncClient(request.clientOptions()))
        case .aiohttp: .session(try request.clientSession())
        }
    }

    func close() {
        for client in shared.values { client.close() }
    }
}
