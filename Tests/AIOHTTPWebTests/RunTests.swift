import AIOHTTPWeb
import Testing

@Suite("Web.run", .timeLimit(.minutes(1)))
struct RunTests {
    private struct Call: Equatable {
        var text: String?
        var port: Int?
    }

    /// Runs a server until it is ready, and returns the calls of its closures, in order.
    private func calls(prints: Bool, _ configuration: Web.ServerConfiguration) async throws -> [Call] {
        let (stream, calls) = AsyncStream.makeStream(of: Call.self)
        let server = Task {
            try await Web.run(
                Web.Application(), configuration: configuration, onReady: { calls.yield(Call(port: $0)) },
                print: prints ? { calls.yield(Call(text: $0)) } : nil)
        }
        var received: [Call] = []
        for await call in stream {
            received.append(call)
            if call.port != nil { break }
        }
        server.cancel()
        _ = await server.result
        return received
    }

    @Test("It prints where the server listens, then says that it is ready")
    func prints() async throws {
        let received = try await calls(prints: true, .init(host: "127.0.0.1", port: 0))
        let port = try #require(received.last?.port)
        let text = "======== Running on http://127.0.0.1:\(port) ========\n(Press CTRL+C to quit)"
        #expect(received == [Call(text: text), Call(port: port)])
    }

    @Test(
        "The URL of a server is that of aiohttp",
        arguments: [
            ("0.0.0.0", false, nil, "http://0.0.0.0:8080"), ("::1", true, nil, "https://[::1]:8080"),
            ("0.0.0.0", false, "/run/duet", "http://unix:/run/duet:"),
        ] as [(String, Bool, String?, String)])
    func urls(host: String, isSecure: Bool, path: String?, url: String) {
        let tls = isSecure ? Web.TLS(certificateChain: .text(""), privateKey: .text("")) : nil
        var configuration = Web.ServerConfiguration(host: host, port: 0, tls: tls)
        configuration.unixSocketPath = path
        #expect(configuration.url(port: 8080) == url)
    }

    @Test("It prints nothing if told so")
    func silent() async throws {
        #expect(try await calls(prints: false, .init(host: "127.0.0.1", port: 0)).map(\.text) == [nil])
    }

    @Test("It throws the reason it cannot listen, and prints nothing")
    func portInUse() async throws {
        try await TestServer.with(Web.Application()) { server in
            let error = await #expect(throws: Web.ListenError.self) {
                try await Web.run(Web.Application(), host: "127.0.0.1", port: server.port) { _ in
                    Issue.record("ready on a port in use")
                } print: {
                    Issue.record("printed \($0)")
                }
            }
            #expect(error?.kind == .addressInUse)
        }
    }
}
