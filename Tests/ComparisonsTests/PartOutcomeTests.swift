import Fetch
import HTTPValues
import Testing

@testable import ComparisonHarness
@testable import Comparisons

@Suite("Outcome of a pair of programs")
struct PartOutcomeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var agreement = Comparison.Agreement.same
        var counts = Comparison.Counts()
        var httpx = Run(.printed(["a"]))
        var aiohttp = Run(.printed(["a"]))
        var python: PythonRuns?
        let outcome: PartOutcome
    }

    static let cases = [
        Case(testDescription: "equal outputs agree", outcome: .agree),
        Case(
            testDescription: "different outputs are wrong", aiohttp: Run(.printed(["b"])),
            outcome: .wrong(["the outputs differ"])),
        Case(
            testDescription: "outputs that differ as declared", agreement: .differing(httpx: "302", aiohttp: "200"),
            httpx: Run(.printed(["302"])), aiohttp: Run(.printed(["200"])), outcome: .differOnPurpose),
        Case(
            testDescription: "equal outputs where a difference was declared",
            agreement: .differing(httpx: "302", aiohttp: "200"), httpx: Run(.printed(["200"])),
            aiohttp: Run(.printed(["200"])),
            outcome: .wrong(["HTTPX does not print 302"])),
        Case(
            testDescription: "a style that cannot do it", aiohttp: Run(.absent("no blocking calls")),
            outcome: .oneStyleOnly),
        Case(
            testDescription: "a failure is wrong even when the other style has nothing to compare",
            httpx: Run(.failed("ConnectError")), aiohttp: Run(.absent("no blocking calls")),
            outcome: .wrong(["HTTPX failed: ConnectError"])),
        Case(
            testDescription: "more connections than allowed", counts: .init(connections: 1...1),
            httpx: Run(.printed(["a"]), counts: ServerCounts(connections: 20, handshakes: 0, atOnce: 1)),
            outcome: .wrong(["HTTPX opened 20 connections instead of 1"])),
        Case(
            testDescription: "more requests in flight than allowed", counts: .init(atOnce: 2...20),
            aiohttp: Run(.printed(["a"]), counts: ServerCounts(connections: 20, handshakes: 0, atOnce: 21)),
            outcome: .wrong(["AIOHTTP had 21 requests in flight instead of 2 to 20"])),
        Case(
            testDescription: "fewer handshakes than the bad pattern must make", counts: .init(handshakes: 20...20),
            httpx: Run(.printed(["a"]), counts: ServerCounts(connections: 20, handshakes: 19, atOnce: 1)),
            outcome: .wrong(["HTTPX made 19 TLS handshakes instead of 20"])),
        Case(
            testDescription: "Python agrees",
            python: PythonRuns(httpx: Run(.printed(["a"])), aiohttp: Run(.printed(["a"]))), outcome: .agree),
        Case(
            testDescription: "Python prints something else",
            python: PythonRuns(httpx: Run(.printed(["a"])), aiohttp: Run(.printed(["b"]))),
            outcome: .wrong(["Python's aiohttp prints something else"])),
        Case(
            testDescription: "Python fails",
            python: PythonRuns(httpx: Run(.failed("ImportError")), aiohttp: Run(.absent(""))),
            outcome: .wrong(["Python's httpx failed: ImportError"])),
    ]

    @Test("The outcome follows from the runs", arguments: cases)
    func outcome(_ test: Case) {
        let part = Comparison.Part(
            "part", httpx: .absent(reason: ""), aiohttp: .absent(reason: ""), agreement: test.agreement,
            counts: test.counts)
        #expect(PartOutcome(of: part, httpx: test.httpx, aiohttp: test.aiohttp, python: test.python) == test.outcome)
    }
}
