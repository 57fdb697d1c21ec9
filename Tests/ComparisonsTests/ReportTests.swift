import Fetch
import HTTPValues
import Testing

@testable import ComparisonHarness
@testable import Comparisons

@Suite("Human-readable report")
struct ReportTests {
    struct Wrapping: Sendable {
        let text: String
        let width: Int
        let lines: [String]
    }

    @Test(
        "Text wraps at spaces, and longer words are split",
        arguments: [
            Wrapping(text: "short", width: 10, lines: ["short"]),
            Wrapping(text: "", width: 10, lines: [""]),
            Wrapping(text: "one two three four", width: 10, lines: ["one two", "three four"]),
            Wrapping(text: "aaaaaaaaaaaaaaaaaaaaaaa", width: 10, lines: ["aaaaaaaaaa", "aaaaaaaaaa", "aaa"]),
        ])
    func wrapping(_ test: Wrapping) {
        #expect(TextColumns.wrap(test.text, to: test.width) == test.lines)
    }

    @Test(
        "Wrapped code keeps its indentation, and wrapped comments stay comments",
        arguments: [
            Wrapping(text: "  let x = call(a, b)", width: 16, lines: ["  let x =", "      call(a, b)"]),
            Wrapping(text: "/// One two three four.", width: 16, lines: ["/// One two", "/// three four."]),
            Wrapping(text: "}", width: 16, lines: ["}"]),
        ])
    func wrappingCode(_ test: Wrapping) {
        #expect(TextColumns.wrapCode(test.text, to: test.width) == test.lines)
    }

    @Test("Wrapped code loses nothing and keeps its words whole at every width", arguments: 4...40)
    func wrappingIsLossless(width: Int) {
        let text = "    let connector = try TCPConnector(ssl: .authorities(path: aVeryLongNameOfAnAuthority))"
        let lines = TextColumns.wrapCode(text, to: width)
        #expect(lines.flatMap { $0.split(separator: " ") } == text.split(separator: " "))
        #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }

    @Test("No line is wider than the terminal", arguments: [40, 60, 72, 80, 100, 140], [false, true])
    func linesFit(width: Int, withPython: Bool) {
        let text = Self.report(withPython: withPython).text(on: Terminal(width: width))
        for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    }

    @Test("Plain output has no escape codes, and colored output has the same text")
    func colours() {
        let plain = Self.report().text(on: Terminal(width: 100))
        let colored = Self.report().text(on: Terminal(width: 100, isColored: true))
        #expect(!plain.contains("\u{1B}"))
        #expect(colored.contains("\u{1B}"))
        #expect(colored.replacing(/\u{1B}\[[0-9]*m/, with: "") == plain)
    }

    @Test("Without room for columns, each value is on a line with the name of its style")
    func narrowReport() {
        let lines = Self.report(withPython: true).text(on: Terminal(width: 60)).split(separator: "\n")
        #expect(lines.contains { $0.contains("AIOHTTP ") && $0.contains("right") })
        #expect(lines.contains { $0.contains("Python httpx ") && $0.contains("left") })
    }

    @Test(
        "Sources are side by side if there is room, otherwise one below the other",
        arguments: [(140, true), (60, false)])
    func listingFitsTheTerminal(width: Int, isSideBySide: Bool) throws {
        let comparison = try #require(Comparison.all.first)
        let text = try SourceListing.text(of: comparison, on: Terminal(width: width))
        #expect(text.contains(" │ ") == isSideBySide)
        #expect(text.contains("HTTPX.get("))
    }

    @Test("Both results are on one line, each below its style")
    func columnsAreAligned() throws {
        let lines = Self.report().text(on: Terminal(width: 100)).split(separator: "\n")
        let names = try #require(lines.first { $0.contains("AIOHTTP") })
        let values = try #require(lines.first { $0.contains("left") })
        for (name, value) in [("HTTPX", "left"), ("AIOHTTP", "right")] {
            let nameStart = try #require(names.firstRange(of: name)).lowerBound
            let valueStart = try #require(values.firstRange(of: value)).lowerBound
            #expect(
                names.distance(from: names.startIndex, to: nameStart)
                    == values.distance(from: values.startIndex, to: valueStart))
        }
    }

    @Test("A wrong pair is explained in its report and listed in the summary")
    func wrongPair() {
        let report = Self.report()
        #expect(report.text(on: Terminal()).contains("the outputs differ"))
        #expect(RunSummary([report]).text(on: Terminal()) == "✗ Not as expected: Topic.")
    }

    private static func report(withPython: Bool = false) -> ComparisonReport {
        let part = Comparison.Part(
            "a part with a name of some length", httpx: .absent(reason: ""), aiohttp: .absent(reason: ""),
            counts: .init(atOnce: 1...2))
        let counts = ServerCounts(connections: 1, handshakes: 1, atOnce: 2)
        let left = Run(.printed(["left"]), time: .milliseconds(12), counts: counts)
        let right = Run(.printed(["right"]), time: .milliseconds(12), counts: counts)
        let python = PythonRuns(httpx: left, aiohttp: right)
        return ComparisonReport(
            comparison: Comparison("Topic", shows: "What it shows.", parts: [part]),
            parts: [PartReport(part, httpx: left, aiohttp: right, python: withPython ? python : nil)],
            pythonTotals: withPython ? PythonTotals(httpx: counts, aiohttp: counts) : nil)
    }
}
