import AIOHTTP
import Fetch
import HTTPTypes
import HTTPX
import RealThreads
import Testing

/// A client of one's own, in the fewest lines.
private struct Greeter: FetchClient {
    func fetch(_ request: FetchRequest) async throws -> FetchResponse {
        let head = RequestHead(method: request.method, url: try request.url.url(in: .httpx), headers: request.headers)
        let response = ResponseHead(status: 200, headers: ["Content-Type": "text/plain"])
        return FetchResponse(response, body: "Hello\nyou", to: head)
    }

    func close() {}
}

/// Functions that work with any client.
@Suite("The fetch protocol")
struct FetchClientTests {
    /// A transport for one client, which closes it.
    private static var transport: MockTransport {
        MockTransport { request in
            switch request.url.path {
            case "/moved": MockResponse(302, headers: ["Location": "/text"])
            case "/missing": MockResponse(404, text: "no")
            case "/down": throw FetchError(.timeout(.read), "no bytes for 5 s")
            case "/json": MockResponse(json: ["query": JSON(request.url.target)])
            default: MockResponse(text: "Hello\nyou")
            }
        }
    }

    /// One client of each style, which follow redirects or not as their originals do.
    private static func clients() throws -> [(name: String, client: any FetchClient)] {
        [
            ("HTTPX", try AsyncClient(transport: transport)),
            ("AIOHTTP", try ClientSession(connector: TransportConnector(transport))),
        ]
    }

    private func text(of path: String, with client: some FetchClient) async throws -> String {
        try await client.fetch(FetchRequest(.get, "http://mock.test" + path)).text
    }

    @Test("A function works with either style, and with a client of one's own")
    func anyClient() async throws {
        for (name, client) in try Self.clients() + [("own", Greeter())] {
            #expect(try await text(of: "/text", with: client) == "Hello\nyou", "\(name)")
            let lines = try await client.fetch(FetchRequest(.get, "http://mock.test/text")) { response in
                var lines: [String] = []
                for try await line in response.lines { lines.append(line) }
                return lines
            }
            #expect(lines == ["Hello", "you"], "\(name)")
            client.close()
        }
    }

    @Test("What a request does not set is up to the client; what it sets is the same for all")
    func policies() async throws {
        for (name, client) in try Self.clients() {
            let open = try await client.fetch(FetchRequest(.get, "http://mock.test/moved"))
            #expect(open.status == (name == "HTTPX" ? 302 : 200), "\(name)")
            let set = try await client.fetch(FetchRequest(.get, "http://mock.test/moved", followRedirects: true))
            #expect(set.status == 200, "\(name)")
            #expect(set.history.map(\.status) == [302], "\(name)")
            #expect(set.url.path == "/text", "\(name)")
            #expect(set.request.method == .get, "\(name)")
        }
    }

    @Test("A response is decoded and raised from in the same way")
    func responses() async throws {
        struct Echo: Decodable { var query: String }
        for (name, client) in try Self.clients() {
            let response = try await client.fetch(FetchRequest(.get, "http://mock.test/json", params: ["a": 1]))
            let echo: Echo = try response.json()
            #expect(echo.query == "/json?a=1", "\(name)")
            #expect(try response.json["query"] == "/json?a=1", "\(name)")
            let missing = try await client.fetch(FetchRequest(.get, "http://mock.test/missing"))
            #expect(!missing.isSuccess)
            let error = #expect(throws: FetchError.self) { try missing.raiseForStatus() }
            #expect(error?.kind == .status(404), "\(name)")
            #expect(missing.text == "no", "\(name)")
        }
    }

    @Test("The errors of both styles are caught as one")
    func failures() async throws {
        for (name, client) in try Self.clients() {
            do {
                _ = try await text(of: "/down", with: client)
                Issue.record("\(name) should have failed")
            } catch RequestError.timeout where name != "HTTPX", ClientError.timeout where name != "AIOHTTP" {
                Issue.record("\(name) throws its own error")
            } catch let error as any FetchFailure {
                #expect(RequestError.timeout ~= error || ClientError.timeout ~= error, "\(name)")
                #expect(error.isTimeout && !error.isNetworkError, "\(name)")
                #expect(error.failure.kind == .timeout(.read), "\(name)")
                #expect(error.failure.url == "http://mock.test/down", "\(name)")
            }
        }
    }

    @Test("An error for a status is a FetchFailure in both styles")
    func statusFailures() async throws {
        let response = try await AsyncClient(transport: Self.transport).get("http://mock.test/missing")
        let ofHTTPX = #expect(throws: HTTPStatusError.self) { try response.raiseForStatus() }
        #expect(ofHTTPX?.failure.kind == .status(404))
        let session = try ClientSession(connector: TransportConnector(Self.transport), raiseForStatus: true)
        let ofAIOHTTP = await #expect(throws: ClientError.self) {
            try await session.fetch(FetchRequest(.get, "http://mock.test/missing"))
        }
        #expect(ofAIOHTTP?.failure.kind == .status(404))
        let ofText = await #expect(throws: ClientError.self) {
            try await ClientSession(connector: TransportConnector(Self.transport)).get("http://mock.test/text").json()
        }
        #expect(ofText?.failure.kind == .contentType)
    }

    @Test(
        "Both styles agree on which failures are timeouts and which are of the network",
        arguments: [
            (.timeout(.connect), true, false), (.timeout(.read), true, false), (.timeout(.total), true, false),
            (.resolve, false, true), (.certificate, false, true), (.write, false, true), (.disconnected, false, false),
            (.tooLarge, false, false),
        ] as [(FetchError.Kind, Bool, Bool)])
    func families(kind: FetchError.Kind, isTimeout: Bool, isNetworkError: Bool) async throws {
        let failing = MockTransport { _ in throw FetchError(kind, "failed") }
        let clients: [any FetchClient] = [
            try AsyncClient(transport: failing), try ClientSession(connector: TransportConnector(failing)),
        ]
        for client in clients {
            do {
                _ = try await client.fetch(FetchRequest(.get, "http://mock.test/"))
                Issue.record("\(client) should have failed")
            } catch let error as any FetchFailure {
                #expect(error.isTimeout == isTimeout, "\(error)")
                #expect(error.isNetworkError == isNetworkError, "\(error)")
            }
        }
        let ownTimeouts: [ClientError.Kind] = [.timeout, .socketTimeout, .connectionTimeout]
        #expect(ownTimeouts.allSatisfy { ClientError($0, "mine").isTimeout })
    }

    @Test("A blocking client reads whole bodies and chunks")
    func blocking() async throws {
        @Sendable func read(with client: some BlockingFetchClient) throws -> (String, [String], String) {
            let request = FetchRequest(.get, "http://mock.test/text")
            let text = try client.fetch(request).text
            let chunks = try client.fetch(request) { response in
                var chunks: [String] = []
                try response.forEachBytes { chunks.append($0.utf8Text) }
                return chunks
            }
            return (text, chunks, try client.fetch(request) { try $0.read().text })
        }
        let found = try await onThread { try read(with: Client(transport: Self.transport)) }
        #expect(found.0 == "Hello\nyou")
        #expect(found.1 == ["Hello\nyou"])
        #expect(found.2 == "Hello\nyou")
    }

    @Test("A request of swift-http-types is sent by either style")
    func httpTypes() async throws {
        for (name, client) in try Self.clients() {
            let request = HTTPRequest(
                method: .post, scheme: "http", authority: "mock.test", path: "/json?a=1", headerFields: [.accept: "*/*"]
            )
            let (response, body) = try await client.fetch(request, body: "text")
            #expect(response.status == .ok, "\(name)")
            #expect(response.headerFields[.contentType] == "application/json", "\(name)")
            #expect(try JSON(parsing: body)["query"] == "/json?a=1", "\(name)")
        }
    }

    @Test("A complete response is replayed as a stream, once, with its trailers")
    func replay() async throws {
        let request = RequestHead(method: .get, url: try FetchURL("http://mock.test/"))
        let head = ResponseHead(status: 200, headers: ["Content-Encoding": "gzip"])
        let response = FetchResponse(
            head, body: "plain", to: request, summary: TransferSummary(trailers: ["X-End": "1"]))
        let stream = FetchStream(response)
        var chunks: [Bytes] = []
        for try await chunk in stream.bytes { chunks.append(chunk) }
        for try await chunk in stream.bytes { chunks.append(chunk) }
        #expect(chunks == ["plain"])
        #expect(stream.trailers["X-End"] == "1")
        #expect(try await FetchStream(response).read().text == "plain")
    }
}
