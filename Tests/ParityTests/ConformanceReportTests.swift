import Fetch
import FetchConformance
import HTTPValues
import Testing

/// The report of a suite as text, Markdown and JSON.
@Suite("Conformance report")
struct ConformanceReportTests {
    private static func result(_ client: String, _ group: String, _ name: String, _ verdict: CaseResult.Verdict)
        -> CaseResult
    {
        CaseResult(name: name, group: group, why: "RFC 0", client: client, verdict: verdict)
    }

    private static let results = [
        result("One", "first", "a", .passed), result("One", "first", "b", .failed(["status: got 1, expected 2"])),
        result("One", "second", "c | d", .excluded("needs wings")), result("Two", "first", "a", .passed),
        result("Two", "first", "b", .crashed("signal 4")), result("Two", "second", "c | d", .passed),
    ]
    private let report = ConformanceReport(results)

    @Test("The table has a row per group and a column per client")
    func table() {
        #expect(
            report.table == """
                cases passed                      One          Two
                first                     1, 1 failed  1, 1 failed
                second                  0, 1 excluded            1
                all           1, 1 failed, 1 excluded  2, 1 failed

                """)
    }

    @Test("The text shows the failures and why they matter")
    func text() {
        #expect(
            report.text == report.table + """

                Failed

                ✗ first: b
                  why: RFC 0
                  One failed
                    - status: got 1, expected 2
                  Two crashed
                    - signal 4

                Excluded

                − One, 1 case: needs wings
                    c | d

                """)
    }

    @Test("The page is Markdown")
    func markdown() {
        #expect(
            report.markdown == """
                | Cases | One | Two |
                | --- | ---: | ---: |
                | first | 1 of 2 | 1 of 2 |
                | second | – | 1 of 1 |
                | **all** | **1 of 2** | **2 of 3** |

                ### Failures

                - **first: b** (why: RFC 0)
                  - One failed: `status: got 1, expected 2`
                  - Two crashed: `signal 4`

                ### Exclusions

                - One, 1 case: needs wings

                """)
    }

    @Test("Characters that would end a cell or a code span are escaped")
    func escaping() {
        let page = ConformanceReport([Self.result("One", "a | b", "c", .failed(["`x`\ny"]))]).markdown
        #expect(page.contains("| a \\| b | 0 of 1 |"))
        #expect(page.contains("- One failed: `'x' y`"))
    }

    @Test("The page shortens long differences")
    func shortening() {
        let page = ConformanceReport([Self.result("One", "a", "b", .failed([String(repeating: "x", count: 999)]))])
        #expect(page.markdown.contains("failed: `" + String(repeating: "x", count: 160) + "…`"))
    }

    @Test("A report without failures is good")
    func good() {
        #expect(!report.isGood)
        #expect(ConformanceReport(Self.results.filter { !$0.verdict.isBad }).isGood)
        #expect(!ConformanceReport([Self.result("One", "a", "b", .crashed("signal 4"))]).isGood)
    }

    @Test(
        "Results are counted by client and group",
        arguments: [
            ("One", "first", "1, 1 failed"), ("Two", nil, "2, 1 failed"), (nil, "second", "1, 1 excluded"),
            (nil, nil, "3, 2 failed, 1 excluded"), ("Two", "second", "1"),
        ])
    func tallies(_ client: String?, _ group: String?, _ expected: String) {
        #expect(report.tally(of: client, in: group).description == expected)
    }

    @Test("Results survive a round trip through JSON", arguments: results)
    func roundTrip(_ result: CaseResult) throws {
        let text = result.json.text(.compact)
        #expect(CaseResult(try JSON(parsing: text)) == result)
    }

    @Test("The JSON is one object with a list of results")
    func json() {
        #expect(report.json["results"].array?.count == 6)
        #expect(report.json["results"][1]["verdict"].string == "failed")
        #expect(report.json["results"][1]["differences"][0].string == "status: got 1, expected 2")
    }

    @Test(
        "JSON that is not a result is rejected",
        arguments: [JSON](arrayLiteral: [:], [], nil, ["name": "a", "verdict": "passed"], "x"))
    func badJSON(_ json: JSON) {
        #expect(CaseResult(json) == nil)
    }
}
