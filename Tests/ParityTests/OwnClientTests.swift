import AIOHTTPClient
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
            let response = try await client.request(
                request.method, "\(request.url)", headers: request.headers, body: request.body?.bytes)
            return FetchResponse(
                ResponseHead(status: response.statusCode, headers: response.headers), body: response.content,
                to: response.request, summary: TransferSummary(trailers: response.trailers))
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

    // MARK: Errors thrown by clients

    private struct Odd: Error {}

    @Test("An error has the kind of its FetchFailure, or is cancellation, or unknown with a message")
    func errors() {
        #expect(SuiteFailure(FetchError(.contentDecoding, "x")).kind == .decoding)
        #expect(SuiteFailure(RequestError(FetchError(.timeout(.read), "x"))).kind == .timeout(.read))
        #expect(SuiteFailure(ClientError(.contentType, "x")).kind == .decoding)
        #expect(SuiteFailure(CancellationError()).kind == .cancelled)
        #expect(SuiteFailure(Odd()).kind == .unknown)
        #expect(SuiteFailure(Odd()).message.contains("Odd"))
    }

    @Test("The kind of an error is no message")
    func emptyMessage() async {
        let silent: ClosureClient.Send = { _ in throw RequestError(FetchError(.closed, "")) }
        #expect(await verdict([], expect: [.fails(.closed)], silent).isBad)
    }

    @Test("A client that cannot be made fails its case")
    func unmade() async {
        let maker = ClosureClient("unmade", making: { _ in throw Odd() })
        let test = Case("one", why: "two", server: .reply(""), expect: [.status(200)])
        #expect(await runCase(test, on: maker).verdict == .failed(["the case could not be set up: Odd()"]))
    }

    // MARK: Blocking clients

    private struct Blocking: BlockingFetchClient {
        func fetch(_ request: FetchRequest) throws -> FetchResponse { try OwnClientTests.response(to: request) }

        func close() {}
    }

    @Test("A blocking client reads whole bodies and chunks on threads")
    func blockingClient() async throws {
        let client = ThreadedClient(Blocking())
        let request = FetchRequest(.get, "http://127.0.0.1/")
        #expect(try await client.fetch(request).status == 204)
        let size = try await client.fetch(request) { stream in
            var size = 0
            for try await chunk in stream.bytes { size += chunk.count }
            return size
        }
        #expect(size == 0)
        await #expect(throws: Odd.self) { try await client.fetch(request) { _ in throw Odd() } }
        client.close()
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

    private static func response(to request: FetchRequest) throws -> FetchResponse {
        FetchResponse(
            ResponseHead(status: 204), to: RequestHead(method: request.method, url: try request.url.url(in: .httpx)))
    }

    private static let reply: ClosureClient.Send = { try response(to: $0) }

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
