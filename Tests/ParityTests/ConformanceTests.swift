import FetchConformance
import HTTPValues
import HTTPX
import StyleConformance
import Testing

/// Every case of the suite on every client.
@Suite struct ConformanceTests {
    @Test(arguments: Suite.cases)
    func blockingClient(_ test: Case) async { await check(test, HTTPXBlocking()) }

    @Test(arguments: Suite.cases)
    func asyncClient(_ test: Case) async { await check(test, HTTPXAsync()) }

    @Test(arguments: Suite.cases)
    func clientSession(_ test: Case) async { await check(test, AIOHTTPStyle()) }

    /// The cases that are about rules hold over any transport.
    @Test(arguments: Suite.cases.filter { $0.wireMatter == nil })
    func withoutANetwork(_ test: Case) async {
        for maker in [HTTPXBlocking(), HTTPXAsync(), AIOHTTPStyle()] as [any FetchClientMaker] {
            report(await runCaseInMemory(test, on: maker))
        }
    }

    @Test func aboutHalfOfTheCasesNeedNoNetwork() {
        #expect(Suite.cases.count { $0.wireMatter == nil } > 150)
    }

    @Test func casesAboutTheWireAreExcludedWithAReason() async throws {
        let test = try #require(Suite.cases.first { $0.name == "chunks" })
        let result = await runCaseInMemory(test, on: HTTPXAsync())
        #expect(result.verdict == .excluded("its replies are about the wire"))
    }

    private func check(_ test: Case, _ maker: some FetchClientMaker) async {
        guard let result = try? await Self.lanes.withPermit({ await runCase(test, on: maker) }) else { return }
        report(result)
    }

    private func report(_ result: CaseResult) {
        guard result.verdict.isBad else { return }
        Issue.record("\(result.client): \(result.verdict.words.joined(separator: "\n"))")
    }

    /// So few at once that their time limits mean what they say.
    private static let lanes = AsyncSemaphore(6)
}
