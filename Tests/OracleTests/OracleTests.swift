import AIOHTTPWeb
import Fetch
import FetchConformance
import Foundation
import HTTPValues
import MiniServer
import StyleConformance
import TestSupport
import Testing

/// The Python originals are the oracles. They and Duet get the same requests, against the same servers, through the
/// same line protocol, and every visible result is compared.
///
/// `DUET_ORACLE_SEED` and `DUET_ORACLE_COUNT` control the specs generated in addition to the fixed ones.
@Suite("Duet against the Python originals", .serialized)
struct OracleTests {
    private static let seed = number("DUET_ORACLE_SEED") ?? 20_261_123
    private static let count = number("DUET_ORACLE_COUNT") ?? 600

    private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }

    @Test(
        "Both styles behave like their originals",
        .enabled(if: Programs.python != nil, "there is no Python with the originals; Tests/run makes one"))
    func originals() async throws {
        let python = try #require(Programs.python)
        let duet = try #require(Programs.duet, "the command line is built with the tests")
        var generator = Generator(seed: UInt64(truncatingIfNeeded: Self.seed))
        let specs = Corpus.all + generator.specs(Self.count)
        try await withServices { services in
            let implementations = Implementations(duet: duet, python: python)
            defer { implementations.stop() }
            let runner = ComparisonRunner(implementations: implementations, services: services)
            let comparisons = await runner.confirmedComparisons(of: specs)
            let report = AgreementReport(comparisons)
            try show(
                "\(specs.count) specs, \(Self.count) of them generated with seed \(Self.seed)\n"
                    + report.text(implementations.pairings))
            await record(comparisons, runner)
        }
    }

    @Test("Every explanation has a row in the table", arguments: Explanation.all.map { ($0.id, $0.styles) })
    func explanations(_ id: String, _ styles: Set<Style>) throws {
        let row = try #require(IntendedDifference.all.first { $0.id == id })
        #expect(styles.isSubset(of: row.original.styles))
    }

    /// Prints the report, or writes it to the file named in the environment.
    private func show(_ text: String) throws {
        guard let path = ProcessInfo.processInfo.environment["DUET_ORACLE_REPORT"] else {
            print(text)
            return
        }
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// Records each unexplained difference with the smallest spec that shows it.
    private func record(_ comparisons: [Comparison], _ runner: ComparisonRunner) async {
        let unexplained = comparisons.filter { !$0.unexplained.isEmpty }
        var shrunk = 0
        for comparison in unexplained.prefix(100) {
            // Shrinking is slow, and the first few differences are enough to see what is wrong.
            let smallest = shrunk < 20 && comparison.spec.isGenerated ? await runner.shrunk(comparison) : comparison
            shrunk += 1
            Issue.record(
                """
                \(comparison.pairing.name) disagree
                \(smallest.spec)
                \(smallest.spec.description == comparison.spec.description ? "" : "shrunk from \(comparison.spec)")
                \(smallest.unexplained.map { "    \($0)" }.joined(separator: "\n"))
                """)
        }
    }

    private func withServices(_ body: (Services) async throws -> Void) async throws {
        let certificate = try await TemporaryCertificate.make()
        try await TestServer.with(MiniServer.application()) { plain in
            try await TestServer.with(MiniServer.application(), tls: certificate.tls) { secure in
                try await body(
                    Services(plain: plain.baseURL, secure: secure.baseURL, authority: certificate.certificate))
            }
        }
    }
}
