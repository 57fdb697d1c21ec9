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
        var httpx = Run(.result(["a": 1]))
        var aiohttp = Run(.result(["a": 1]))
        var python: PythonRuns?
        let outcome: PartOutcome
    }

    static let cases = [
        Case(testDescription: "equal results agree", outcome: .agree),
        Case(
            testDescription: "the order of members does not matter", httpx: Run(.result(["a": 1, "b": 2])),
            aiohttp: Run(.result(["b": 2, "a": 1])), outcome: .agree),
        Case(
            testDescription: "different results are wrong", aiohttp: Run(.result(["a": 2])),
            outcome: .wrong(["the results differ"])),
        Case(
            testDescription: "results that differ as foretold", agreement: .differing(httpx: 302, aiohttp: 200),
            httpx: Run(.result(302)), aiohttp: Run(.result(200)), outcome: .differOnPurpose),
        Case(
            testDescription: "equal results where a difference was foretold",
            agreement: .differing(httpx: 302, aiohttp: 200), httpx: Run(.result(200)), aiohttp: Run(.result(200)),
            outcome: .wrong(["HTTPX gives another result than 302"])),
        Case(
            testDescription: "a style that cannot do it", aiohttp: Run(.absent("no blocking calls")),
            outcome: .oneStyleOnly),
        Case(
            testDescription: "a failure is wrong even when the other style has nothing to compare",
            httpx: Run(.failed("ConnectError")), aiohttp: Run(.absent("no blocking calls")),
            outcome: .wrong(["HTTPX failed: ConnectError"])),
        Case(
            testDescription: "more connections than allowed", counts: .init(connections: 1...1),
            httpx: Run(.result(["a": 1]), counts: ServerCounts(connections: 20, handshakes: 0, atOnce: 1)),
            outcome: .wrong(["HTTPX opened 20 connections instead of 1"])),
        Case(
            testDescription: "more requests in flight than allowed", counts: .init(atOnce: 2...20),
            aiohttp: Run(.result(["a": 1]), counts: ServerCounts(connections: 20, handshakes: 0, atOnce: 21)),
            outcome: .wrong(["AIOHTTP had 21 requests in flight instead of 2 to 20"])),
        Case(
            testDescription: "fewer handshakes than the bad pattern must make", counts: .init(handshakes: 20...20),
            httpx: Run(.result(["a": 1]), counts: ServerCounts(connections: 20, handshakes: 19, atOnce: 1)),
            outcome: .wrong(["HTTPX made 19 TLS handshakes instead of 20"])),
        Case(
            testDescription: "Python agrees",
            python: PythonRuns(httpx: Run(.result(["a": 1])), aiohttp: Run(.result(["a": 1]))), outcome: .agree),
        Case(
            testDescription: "Python gives something else",
            python: PythonRuns(httpx: Run(.result(["a": 1])), aiohttp: Run(.result(["a": 2]))),
            outcome: .wrong(["Python's aiohttp gives another result"])),
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
