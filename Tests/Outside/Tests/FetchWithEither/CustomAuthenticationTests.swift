import AIOHTTP
import Fetch
import HTTPX
import Synchronization
import Testing

/// An authentication of one's own, for clients of both styles.
@Suite("A custom authentication")
struct CustomAuthenticationTests {
    /// An API key, which needs no flow.
    private struct APIKey: HeaderAuthentication {
        func authorize(_ request: inout RequestHead) {
            request.headers["X-Key"] = "k"
        }
    }

    /// Fetches a token if the server requires one.
    private final class TokenAuthentication: Authentication {
        private let token = Mutex("stale")

        func makeFlow() -> any AuthenticationFlow { Flow(self) }

        private final class Flow: AuthenticationFlow {
            private let owner: TokenAuthentication
            private var needsToken = false

            init(_ owner: TokenAuthentication) { self.owner = owner }

            func authorize(_ request: inout RequestHead, body: Bytes?) throws -> AuthenticationRequest? {
                guard !needsToken else {
                    let url = try FetchURL("http://memory.test/token")
                    return AuthenticationRequest(RequestHead(method: "GET", url: url, headers: [:]))
                }
                request.headers["Authorization"] = "Token " + owner.token.withLock { $0 }
                return nil
            }

            func receive(_ response: CollectedResponse) throws {
                let text = String(decoding: response.body, as: UTF8.self)
                owner.token.withLock { $0 = text }
                needsToken = false
            }

            func shouldResend(after response: ResponseHead, body: Bytes?) throws -> Bool {
                guard response.status == 401 else { return false }
                needsToken = true
                return true
            }
        }
    }

    @Test("A custom authentication fetches a token once for many calls")
    func authentication() async throws {
        let counted = Mutex(0)
        let transport = MemoryTransport { request, _ in
            if request.url.path == "/token" {
                counted.withLock { $0 += 1 }
                return MemoryTransport.Answer(pieces: ["fresh"])
            }
            let isKnown = request.headers["Authorization"] == "Token fresh"
            return MemoryTransport.Answer(status: isKnown ? 200 : 401)
        }
        let token = TokenAuthentication()
        let client = try AsyncClient(ClientOptions(transport: transport))
        let session = try ClientSession(connector: TransportConnector(transport))
        for _ in 0..<2 {
            let status = try await client.get("http://memory.test/secret", auth: .use(token)).statusCode
            #expect(status == 200)
            let other = try await session.get("http://memory.test/secret", auth: .use(token)) { $0.status }
            #expect(other == 200)
        }
        client.close()
        #expect(counted.withLock { $0 } == 1)
    }

    @Test("An authentication that only sets a header needs one method")
    func headerAuthentication() async throws {
        let transport = MemoryTransport { request, _ in
            MemoryTransport.Answer(pieces: [Bytes(request.headers["X-Key"] ?? "")])
        }
        try await AsyncClient.with(ClientOptions(auth: .use(APIKey()), transport: transport)) { client in
            let text = try await client.get("http://memory.test/").text
            #expect(text == "k")
        }
    }
}
