import AIOHTTPWeb
import Fetch
import FetchConformance
import HTTPValues
import HTTPX
import StyleConformance
import TestSupport
import Testing

/// Features specific to HTTP/2 on all three clients.
@Suite("HTTP/2 on all three clients")
struct HTTP2Tests {
    private struct GivenUp: Error {}

    private static func application() -> Web.Application {
        let app = Web.Application()
        app.get("/trailers") { _ in
            .stream(contentType: "text/plain") { writer in
                try await writer.write("x")
                writer.setTrailers(["X-Sum": "42"])
            }
        }
        app.get("/reset") { _ in
            .stream(contentType: "text/plain", length: 10) { writer in
                try await writer.write("hello")
                throw GivenUp()
            }
        }
        app.get("/fine") { _ in .text("fine") }
        return app
    }

    private static let makers: [any SuiteClientMaker] = [HTTPXBlocking(), HTTPXAsync(), AIOHTTPStyle()]

    /// Runs the steps on every client over HTTP/2.
    ///
    /// - Parameter connections: The maximum number of connections. libcurl 7.88 considers an idle connection dead if it
    ///   has only received half a TLS record or a session ticket, so allow one or two more than needed.
    private func check(
        _ steps: [Step], needs: Set<Ability> = [], connections: Int = .max,
        expect expectations: [FetchConformance.Expectation]
    ) async throws {
        let certificate = try await TemporaryCertificate.make()
        for maker in Self.makers {
            try await TestServer.with(Self.application(), tls: certificate.tls, http2: true) { server in
                let live = LiveServer(
                    origin: server.baseURL, trustFile: certificate.certificate, versions: .http2,
                    version: "HTTP/2")
                let test = Case(
                    "over HTTP/2", why: "RFC 9113", server: .live, needs: needs, steps, expect: expectations)
                let result = await runCase(test, on: maker, live: live)
                #expect(result.verdict == .passed, "\(maker.name)")
                #expect(server.statistics.connectionsAccepted <= connections, "\(maker.name)")
            }
        }
    }

    @Test("Trailers arrive")
    func trailers() async throws {
        try await check(
            [.send(.get("/trailers")), .stream(.get("/trailers"))],
            expect: [.each(.body("x")), .each(.trailer("X-Sum", "42"))])
    }

    @Test("A response to HEAD does not affect the next response")
    func head() async throws {
        try await check(
            [.send(.make("HEAD", "/fine")), .send(.get("/fine"))],
            expect: [.outcome(0, .size(0)), .outcome(1, .body("fine"))])
    }

    @Test("More streams than one connection carries open another connection")
    func manyConnections() async throws {
        try await check(
            [.send(.get("/fine")), .together(Array(repeating: .get("/fine"), count: 250))], connections: 5,
            expect: [.each(.body("fine"))])
    }

    @Test("Many streams share a connection")
    func sharing() async throws {
        try await check(
            [.send(.get("/fine")), .together(Array(repeating: .get("/fine"), count: 90))], connections: 3,
            expect: [.each(.body("fine"))])
    }
}

extension HTTP2Tests {
    /// A stream reset by the server throws, and the client stays usable.
    @Test("A reset stream throws and the client stays usable")
    func reset() async throws {
        let certificate = try await TemporaryCertificate.make()
        for maker in Self.makers {
            try await TestServer.with(Self.application(), tls: certificate.tls, http2: true) { server in
                var choices = ClientChoices()
                choices.trustFile = certificate.certificate
                choices.versions = .http2
                let client = try maker.makeClient(choices)
                for _ in 0..<3 {
                    let error = await #expect(throws: (any Error).self) {
                        try await client.fetch(FetchRequest(.get, server.baseURL + "/reset"))
                    }
                    let kind = error.map { SuiteFailure($0).kind }
                    #expect([.broken, .incompleteBody, .protocolViolation].contains(kind), "\(maker.name)")
                }
                let response = try await client.fetch(FetchRequest(.get, server.baseURL + "/fine"))
                #expect(response.body == "fine", "\(maker.name)")
                client.close()
            }
        }
    }
}
