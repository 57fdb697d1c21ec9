import FetchConformance
import HTTPX
import Testing

/// Every case of the suite on every client.
@Suite struct ConformanceTests {
    @Test(arguments: Suite.cases)
    func blockingClient(_ test: Case) async { await check(test, HTTPXBlocking()) }

    @Test(arguments: Suite.cases)
    func asyncClient(_ test: Case) async { await check(test, HTTPXAsync()) }

    @Test(arguments: Suite.cases)
    func clientSession(_ test: Case) async { await check(test, AIOHTTPStyle()) }

    private func check(_ test: Case, _ maker: some FetchClientMaker) async {
        let result = try? await Self.lanes.withPermit { await runCase(test, on: maker) }
        guard case .failed(let differences)? = result?.verdict else { return }
        Issue.record("\(maker.name): \(differences.joined(separator: "\n"))")
    }

    /// So few at once that their time limits mean what they say.
    private static let lanes = AsyncSemaphore(6)
}
