import AIOHTTPClient
import Dispatch
import Fetch
import HTTPX
import Synchronization
import Testing

/// What a package that only depends on Duet can do. This target has no package access to Duet.
@Suite("Code outside the package")
struct OutsideTests {
    /// Echoes the request, and requires credentials on `/secret`.
    private static func transport() -> MemoryTransport {
        MemoryTransport { request, body in
            switch request.url.path {
            case "/secret" where request.headers["Authorization"] != "Token fresh":
                MemoryTransport.Answer(status: 401)
            case "/token":
                MemoryTransport.Answer(pieces: ["fresh"])
            case "/moved":
                MemoryTransport.Answer(status: 302, headers: ["Location": "/target"])
            default:
                MemoryTransport.Answer(
                    headers: ["Content-Type": "text/plain"],
                    pieces: [Bytes("\(request.method) \(request.url.path) "), body])
            }
        }
    }

    /// Runs blocking code on a thread that may block.
    private static func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value
    {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "blocking").async { continuation.resume(with: Result { try body() }) }
        }
    }

    // MARK: A custom transport

    @Test("A custom transport works with the blocking client")
    func blockingClient() async throws {
        let text = try await Self.onThread {
            try Client.with(ClientOptions(transport: Self.transport())) { client in
                try client.post("http://memory.test/a", body: .chunks(["x", "y"])).text
            }
        }
        #expect(text == "POST /a xy")
    }

    @Test("A custom transport works with the asynchronous client, including redirects and streams")
    func asyncClient() async throws {
        let options = ClientOptions(followRedirects: true, transport: Self.transport())
        try await AsyncClient.with(options) { client in
            let response = try await client.get("http://memory.test/moved")
            #expect(response.text == "GET /target ")
            #expect(response.history.map(\.statusCode) == [302])
            #expect(response.trailers["X-Trailer"] == "memory")
            let upload = AsyncStream<Bytes> { source in
                source.yield("one ")
                source.yield("two")
                source.finish()
            }
            let pieces = try await client.stream(.post, "http://memory.test/s", body: .stream(upload)) { response in
                var body = Bytes()
                for try await piece in response.bytes { body = Bytes(Array(body) + Array(piece)) }
                return body
            }
            #expect(pieces == "POST /s one two")
        }
    }

    @Test("A custom transport works with a session")
    func session() async throws {
        let connector = TransportConnector(Self.transport())
        try await ClientSession(connector: connector).use { session in
            let text = try await session.post("http://memory.test/a", data: .text("x")) { try await $0.text() }
            #expect(text == "POST /a x")
        }
    }

    @Test("After close(), requests throw an error of kind closed")
    func closed() async throws {
        let client = try AsyncClient(ClientOptions(transport: Self.transport()))
        client.close()
        let error = await #expect(throws: RequestError.self) { try await client.get("http://memory.test/") }
        #expect(error?.cause.kind == .closed)
    }

    // MARK: Authentication

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
