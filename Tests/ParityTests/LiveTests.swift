import AIOHTTPWeb
import Fetch
import FetchConformance
import HTTPValues
import HTTPX
import MiniServer
import StyleConformance
import TestSupport
import Testing

/// The cases for a real server, run against Duet's own server over plain HTTP, TLS and HTTP/2.
@Suite("Cases for a real server", .serialized)
struct LiveTests {
    @Test("All clients pass over plain HTTP/1.1")
    func plain() async throws {
        try await TestServer.with(MiniServer.application(), http2: false) { server in
            await checkAll(LiveServer(origin: server.baseURL))
        }
    }

    @Test("All clients pass over TLS")
    func tls() async throws {
        let certificate = try await TemporaryCertificate.make()
        try await TestServer.with(MiniServer.application(), tls: certificate.tls, http2: true) { server in
            await checkAll(LiveServer(origin: server.baseURL, trustFile: certificate.certificate))
        }
    }

    @Test("All clients pass over HTTP/2")
    func http2() async throws {
        let certificate = try await TemporaryCertificate.make()
        try await TestServer.with(MiniServer.application(), tls: certificate.tls, http2: true) { server in
            await checkAll(
                LiveServer(
                    origin: server.baseURL, trustFile: certificate.certificate, versions: .http2,
                    version: "HTTP/2"))
        }
    }

    @Test("All clients pass over HTTP/2 without TLS")
    func http2WithoutTLS() async throws {
        try await TestServer.with(MiniServer.application(), http2: true) { server in
            // libcurl 7.88 stalls several large uploads over HTTP/2 without TLS until one of its own timers fires.
            await checkAll(
                LiveServer(
                    origin: server.baseURL, versions: .http2PriorKnowledge, version: "HTTP/2",
                    exclusions: ["uploads at once": "libcurl 7.88"]))
        }
    }

    @Test("All clients fall back to HTTP/1.1 if the server has no HTTP/2")
    func fallback() async throws {
        let certificate = try await TemporaryCertificate.make()
        try await TestServer.with(MiniServer.application(), tls: certificate.tls, http2: false) { server in
            await checkAll(
                LiveServer(origin: server.baseURL, trustFile: certificate.certificate, versions: .http2))
        }
    }

    @Test("Many requests share one HTTP/2 connection")
    func sharing() async throws {
        let certificate = try await TemporaryCertificate.make()
        try await TestServer.with(MiniServer.application(), tls: certificate.tls, http2: true) { server in
            let options = ClientOptions(
                verify: .authorities(path: certificate.certificate), versions: .http2)
            try await AsyncClient.with(options) { client in
                let codes = try await gather(0..<200, limit: 50) {
                    try await client.get("\(server.baseURL)/get?n=\($0)").statusCode
                }
                #expect(codes == Array(repeating: 200, count: 200))
            }
            #expect(server.statistics.connectionsAccepted == 1)
        }
    }

    @Test("A self-signed certificate is rejected")
    func selfSigned() async throws {
        let certificate = try await TemporaryCertificate.make()
        try await TestServer.with(MiniServer.application(), tls: certificate.tls) { server in
            for maker in makers {
                let client = try maker.makeClient(ClientChoices())
                let error = await #expect(throws: (any Error).self) {
                    try await client.fetch(FetchRequest(.get, server.baseURL))
                }
                #expect((error as? any FetchFailure)?.failure.kind == .certificate, "\(maker.name)")
                client.close()
            }
        }
    }

    private func checkAll(_ live: LiveServer) async {
        for maker in makers {
            for test in Suite.liveCases {
                let result = await runCase(test, on: maker, live: live)
                guard result.verdict.isBad else { continue }
                let differences = result.verdict.words
                Issue.record("\(test) on \(maker.name): \(differences.joined(separator: "\n"))")
            }
        }
    }
}

private let makers: [any SuiteClientMaker] = [HTTPXBlocking(), HTTPXAsync(), AIOHTTPStyle()]
