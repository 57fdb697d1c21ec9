import FetchConformance
import HTTPValues
import HTTPX
import StyleConformance
import Testing

/// Runs every case of the suite on every client.
@Suite("Conformance of all clients")
struct ConformanceTests {
    @Test("The blocking client passes every case", arguments: Suite.cases)
    func blockingClient(_ test: Case) async { await check(test, HTTPXBlocking()) }

    @Test("The asynchronous client passes every case", arguments: Suite.cases)
    func asyncClient(_ test: Case) async { await check(test, HTTPXAsync()) }

    @Test("The session passes every case", arguments: Suite.cases)
    func clientSession(_ test: Case) async { await check(test, AIOHTTPStyle()) }

    /// Cases about rules hold over any transport.
    @Test(
        "Cases about rules pass on any transport",
        arguments: Suite.cases.filter { $0.reasonForNetwork == nil })
    func withoutNetwork(_ test: Case) async {
        for maker in [HTTPXBlocking(), HTTPXAsync(), AIOHTTPStyle()] as [any SuiteClientMaker] {
            report(await runCaseInMemory(test, on: maker))
        }
    }

    @Test("About half of the cases need no network")
    func shareWithoutNetwork() {
        #expect(Suite.cases.count { $0.reasonForNetwork == nil } > 150)
    }

    @Test("Cases about the wire are excluded in memory, with a reason")
    func wireCases() async throws {
        let test = try #require(Suite.cases.first { $0.name == "a chunked body is joined" })
        let result = await runCaseInMemory(test, on: HTTPXAsync())
        #expect(result.verdict == .excluded("depends on the bytes of its responses"))
    }

    private func check(_ test: Case, _ maker: some SuiteClientMaker) async {
        guard let result = try? await Self.lanes.withPermit({ await runCase(test, on: maker) }) else { return }
        report(result)
    }

    private func report(_ result: CaseResult) {
        guard result.verdict.isBad else { return }
        Issue.record("\(result.client): \(result.verdict.words.joined(separator: "\n"))")
    }

    /// Few enough at once that their timeouts stay meaningful.
    private static let lanes = AsyncSemaphore(6)
}
