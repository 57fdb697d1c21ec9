import Fetch
import FetchConformance
import Foundation
import HTTPValues
import HTTPX
import Testing

/// Third-party clients can run the suite with a few lines of code.
@Suite("Third-party clients in the suite")
struct OwnClientTests {
    // The page shows the lines between the two marks.
    // begin
    func report() async throws -> ConformanceReport {
        let client = try AsyncClient()
        let mine = ClosureClient("MyClient", abilities: [.trailers]) { request in
            var body: RequestBody?
            if case .bytes(let bytes) = request.body { body = .bytes(bytes) }
            let method = HTTPMethod(request.method)
            let response = try await client.request(method, request.url, headers: request.headers, body: body)
            return SuiteResponse(
                status: response.statusCode, headers: response.headers, body: response.content,
                trailers: response.trailers)
        }
        return ConformanceReport(await runSuite(on: mine))
    }
    // end

    @Test("The page shows the lines of this file")
    func page() throws {
        let here = URL(fileURLWithPath: #filePath)
        let own = try String(contentsOf: here, encoding: .utf8)
        let lines = own.split(separator: "\n", omittingEmptySubsequences: false)
        let first = try #require(lines.firstIndex { $0.hasSuffix("// begin") })
        let last = try #require(lines.firstIndex { $0.hasSuffix("// end") })
        let shown = lines[(first + 1)..<last].map { String($0.dropFirst(4)) }.joined(separator: "\n")
        let page = here.deletingLastPathComponent().appending(path: "../../Comparisons/Conformance/README.md")
        #expect(try String(contentsOf: page, encoding: .utf8).contains("```swift\n" + shown + "\n```"))
    }

    @Test("The lines of the page run")
    func run() async throws {
        let report = try await report()
        let tally = report.tally()
        #expect(report.clients == ["MyClient"])
        #expect(tally.passed > 100)
        #expect(tally.excluded > 100)
        let trailers = report.results.first { $0.name == "trailers are returned" }
        #expect(trailers?.verdict == .passed)
    }

    // MARK: Errors thrown by closures

    private struct Odd: Error {}

    private func failure(_ error: any Error) async throws -> SuiteFailure {
        let maker = ClosureClient("odd") { _ in throw error }
        let client = try maker.makeClient(ClientChoices())
        return try #require(await #expect(throws: SuiteFailure.self) { try await client.send(.get()) })
    }

    @Test("An unknown error is a failure with a message")
    func unknownError() async throws {
        let failure = try await failure(Odd())
        #expect(failure.kind == .unknown)
        #expect(failure.message.contains("Odd"))
        #expect(try await self.failure(CancellationError()).kind == .cancelled)
        #expect(try await self.failure(SuiteFailure(.decoding, "x")) == SuiteFailure(.decoding, "x"))
    }

    // MARK: Judging neutral clients

    private func verdict(
        _ abilities: Set<Ability>, expect expectations: [FetchConformance.Expectation], needs: Set<Ability> = [],
        _ send: @escaping ClosureClient.Send
    ) async -> CaseResult.Verdict {
        let test = Case(
            "one", why: "two", server: .reply("HTTP/1.1 204 None\r\n\r\n"), needs: needs, expect: expectations)
        return await runCase(test, on: ClosureClient("neutral", abilities: abilities, send)).verdict
    }

    private static let reply: ClosureClient.Send = { _ in SuiteResponse(status: 204, headers: [:], body: Bytes()) }

    @Test("A client that cannot tell failures apart only has to fail")
    func failureKinds() async {
        let thrower: ClosureClient.Send = { _ in throw Odd() }
        #expect(await verdict([], expect: [.fails(.decoding)], thrower) == .passed)
        #expect(await verdict([.failureKinds], expect: [.fails(.decoding)], thrower).isBad)
        #expect(await verdict([], expect: [.fails(.decoding)], Self.reply).isBad)
    }

    @Test("A client without a style may follow either one")
    func eitherStyle() async {
        let either: [FetchConformance.Expectation] = [.style(.httpx, .status(204)), .style(.aiohttp, .status(200))]
        #expect(await verdict([], expect: either, Self.reply) == .passed)
        #expect(await verdict([], expect: either.reversed(), Self.reply) == .passed)
        let neither: [FetchConformance.Expectation] = [.style(.httpx, .status(201)), .style(.aiohttp, .status(200))]
        #expect(await verdict([], expect: neither, Self.reply).isBad)
    }

    @Test("A mix of both styles follows neither")
    func mixedStyles() async {
        let mixed: [FetchConformance.Expectation] = [
            .style(.httpx, .status(204)), .style(.httpx, .size(1)), .style(.aiohttp, .status(200)),
            .style(.aiohttp, .size(0)),
        ]
        #expect(await verdict([], expect: mixed, Self.reply).isBad)
    }

    @Test("A client is only judged by the abilities it has")
    func abilities() async {
        let expectations: [FetchConformance.Expectation] = [.status(204), .reason("None")]
        #expect(await verdict([], expect: expectations, Self.reply) == .passed)
        #expect(await verdict([.reason], expect: expectations, Self.reply).isBad)
        let excluded = await verdict([], expect: [.reason("None")], Self.reply)
        #expect(excluded == .excluded("needs the reason phrase"))
    }

    @Test("A case that depends on a choice of Duet is excluded with that reason")
    func houseRules() async {
        let verdict = await verdict([], expect: [.status(200)], needs: [.houseRules, .trailers], Self.reply)
        #expect(verdict == .excluded("Duet's choice where HTTP leaves room"))
    }

    /// A case's needs follow from its requests.
    @Test(
        "The steps of a case determine its needs",
        arguments: [(Step, Set<Ability>)](
            arrayLiteral: (.send(.get()), []), (.send(.post("/", .json(1))), [.encodedBodies]),
            (.send(.post("/", .once(["x"]))), [.chunkedBodies, .oneShotBodies]),
            (.send(.get { $0.parameters = [] }), [.parameters]), (.stream(.get()), []),
            (.stream(.get(), .stop(afterBytes: 1)), [.streaming]),
            (.cancel(.get(), once: { _ in true }), [.cancellation]),
            (.send(.get { $0.followRedirects = false }), [.redirects, .requestRedirects]),
            (.send(.get { $0.timeout = FetchTimeout(read: .seconds(1)) }), [.requestTimeouts, .readTimeout])
        ))
    func needsOfSteps(_ step: Step, _ needs: Set<Ability>) {
        #expect(Case("one", why: "two", server: .reply(""), [step], expect: []).needs == needs)
    }

    @Test(
        "The proxy of a case determines its needs",
        arguments: [(String, Set<Ability>)](
            arrayLiteral: ("http://127.0.0.1:1", [.proxies]),
            ("http://u:p@127.0.0.1:1", [.proxies, .proxyCredentials]),
            ("socks5://127.0.0.1:1", [.socks]), ("socks5h://u:p@127.0.0.1:1", [.socks, .socksCredentials])
        ))
    func needsOfProxies(_ proxy: String, _ needs: Set<Ability>) {
        #expect(Case("one", why: "two", server: .reply(""), client: { $0.proxy = proxy }, expect: []).needs == needs)
    }
}
