import FetchConformance
import Foundation
import HTTPValues
import HTTPX
import StyleConformance
import Testing

/// Every row of the tables of differences is true.
@Suite("Tables of differences", .timeLimit(.minutes(2)))
struct DifferenceTests {
    @Test(
        "The styles differ as the table says",
        arguments: StyleDifference.all.filter { $0.evidence.concernsClients && !$0.evidence.changesEnvironment })
    func styles(_ row: StyleDifference) async throws {
        for maker in makers {
            let mismatches = try await Self.lanes.withPermit { await row.evidence.mismatches(on: maker) }
            #expect(mismatches == [], "\(maker.name)")
            let otherSide: Style = maker.style == .httpx ? .aiohttp : .httpx
            let swapped = try await Self.lanes.withPermit { await row.evidence.mismatches(on: maker, as: otherSide) }
            #expect(swapped != [], "\(maker.name) passes for the other style: the row does not tell them apart")
        }
    }

    @Test(
        "Duet differs from the originals as the table says",
        arguments: IntendedDifference.all.filter(\.evidence.concernsClients))
    func originals(_ row: IntendedDifference) async throws {
        for maker in makers where maker.style.map(row.original.styles.contains) ?? false {
            let mismatches = try await Self.lanes.withPermit { await row.evidence.mismatches(on: maker) }
            #expect(mismatches == [], "\(maker.name)")
        }
    }

    @Test(
        "Files cited as evidence exist",
        arguments: StyleDifference.all.map { ($0.id, $0.evidence) }
            + IntendedDifference.all.map { ($0.id, $0.evidence) })
    func files(_ id: String, _ evidence: Evidence) throws {
        guard case .file(let path) = evidence else { return }
        #expect(!(try repositoryFile(path)).isEmpty, "\(id)")
    }

    @Test("Ids are unique")
    func ids() {
        let styles = StyleDifference.all.map(\.id)
        #expect(Set(styles).count == styles.count)
        let intentions = IntendedDifference.all.map(\.id)
        #expect(Set(intentions).count == intentions.count)
    }

    /// The environment belongs to the whole process, so this test needs its own process.
    @Test("Only one style uses the proxies of the environment")
    func environment() async {
        await #expect(processExitsWith: .success) {
            for row in StyleDifference.all where row.evidence.changesEnvironment {
                for maker in makers {
                    let mismatches = await row.evidence.mismatches(on: maker)
                    #expect(mismatches == [], "\(maker.name)")
                    let otherSide: Style = maker.style == .httpx ? .aiohttp : .httpx
                    let swapped = await row.evidence.mismatches(on: maker, as: otherSide)
                    #expect(swapped != [], "\(maker.name)")
                }
            }
        }
        #expect(StyleDifference.all.filter(\.evidence.changesEnvironment).count == 1)
    }

    @Test("The pages contain the current tables", arguments: DifferenceTables.Page.allCases)
    func pages(page: DifferenceTables.Page) throws {
        let text = try repositoryFile(page.rawValue)
        #expect(
            text == (try DifferenceTables.updating(text, of: page)),
            "update it with: swift run duet differences --write")
    }

    /// Few enough at once that their timeouts stay meaningful.
    private static let lanes = AsyncSemaphore(6)
}

private let makers: [any SuiteClientMaker] = [HTTPXBlocking(), HTTPXAsync(), AIOHTTPStyle()]

/// A file of the package, by its relative path.
private func repositoryFile(_ path: String, here: String = #filePath) throws -> String {
    let root = URL(fileURLWithPath: here).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
}
