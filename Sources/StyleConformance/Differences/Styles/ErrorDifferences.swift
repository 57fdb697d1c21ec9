import AIOHTTPClient
import Fetch
import FetchConformance
import HTTPValues
import HTTPX

extension StyleDifference {
    /// A row about an error that has a different name in each style. Only the row about silence needs a short timeout.
    /// On a busy machine, a short timeout would hide any other error.
    private static func named(
        _ id: String, _ situation: String, _ httpx: String, _ aiohttp: String, at server: ServerPlan,
        url: String = "{origin}/", silence: Double = 20
    ) -> StyleDifference {
        StyleDifference(
            id, situation, httpx: "`\(httpx)`", aiohttp: "`\(aiohttp)`",
            .look(
                at: server, httpx: httpx, aiohttp: aiohttp,
                byHTTPX: { caller, server in
                    let options = ClientOptions(timeout: Timeout(20, read: silence), maxBodySize: 10)
                    return "\(try await caller.get(server.filled(url), options).statusCode)"
                },
                byAIOHTTP: { server in
                    let timeout = ClientTimeout(total: 25, sockRead: silence)
                    return try await ClientSession.with(timeout: timeout) { session in
                        try await session.get(server.filled(url)) { response in
                            _ = try await response.read()
                            return "\(response.status)"
                        }
                    }
                }))
    }

    static let errors = about(
        .errors,
        [
            named(
                "error-silence", "the server sends nothing in time", "ReadTimeout", "SocketTimeoutError",
                at: .replies([[.waitForClient]]), silence: 0.3),
            StyleDifference(
                "error-pool", "no free connection in the pool in time", httpx: "`PoolTimeout`",
                aiohttp: "`ConnectionTimeoutError`",
                .look(
                    at: .replies([[.waitForClient]]), httpx: "PoolTimeout", aiohttp: "ConnectionTimeoutError",
                    byHTTPX: { caller, server in
                        let options = ClientOptions(timeout: Timeout(5, pool: 0.2), limits: PoolLimits(total: 1))
                        return try await caller.with(options) { client in
                            async let first = try? client.get(server.origin)
                            await server.wait { $0.requests.count == 1 }
                            let second = await Result.of { try await client.get(server.origin).statusCode }
                            client.close()
                            _ = await first
                            return "\(try second.get())"
                        }
                    },
                    byAIOHTTP: { server in
                        let session = try ClientSession(
                            connector: try TCPConnector(limit: 1), timeout: ClientTimeout(connect: 0.2))
                        return try await session.use { session in
                            async let first = try? session.get(server.origin) { $0.status }
                            await server.wait { $0.requests.count == 1 }
                            let second = await Result.of { try await session.get(server.origin) { $0.status } }
                            session.close()
                            _ = await first
                            return "\(try second.get())"
                        }
                    })),
            named(
                "error-refused", "connection refused", "ConnectError", "ClientConnectorError", at: .reply(reply()),
                url: "http://127.0.0.1:1/"),
            named(
                "error-disconnected", "the server closes without a response", "RemoteProtocolError",
                "ServerDisconnectedError", at: .connections([[.readRequest, .close]])),
            named(
                "error-reset", "the server resets the connection", "ReadError", "ClientOSError",
                at: .connections([[.readRequest, .reset]])),
            named(
                "error-malformed", "the response is not HTTP", "RemoteProtocolError", "ClientResponseError",
                at: .lastWords("SSH-2.0-OpenSSH_9.2\r\n")),
            named(
                "error-incomplete", "the body is truncated", "RemoteProtocolError", "ClientPayloadError",
                at: .lastWords("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok")),
            named(
                "error-coding", "the compressed body is corrupt", "DecodingError", "ClientPayloadError",
                at: .reply(reply("200 OK", ["Content-Encoding: gzip"]))),
            named(
                "error-url", "the URL is malformed", "InvalidURL", "InvalidUrlClientError", at: .reply(reply()),
                url: "http://h:abc/"),
            named(
                "error-scheme", "the scheme is not HTTP", "UnsupportedProtocol", "NonHttpUrlClientError",
                at: .reply(reply()), url: "ftp://127.0.0.1/"),
        ])
}

extension Result where Failure == any Error {
    /// The outcome of `body`.
    fileprivate static func of(_ body: () async throws -> Success) async -> Self {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
}
