import HTTPValues
import Testing

@Suite("Line splitting")
struct LineSplitterTests {
    static let universal: [([String], [String])] = [
        (["a\nb\r\nc\rd"], ["a", "b", "c", "d"]), (["a\r", "\nb"], ["a", "b"]), (["a\r", "b"], ["a", "b"]),
        (["a\r"], ["a"]),
        (["a", "b\n", "c"], ["ab", "c"]), (["\n\n"], ["", ""]), (["a\n"], ["a"]), ([], []), ([""], []),
        (["a\r", "", "\n"], ["a"]),
        (
            ["a\u{B}b\u{C}c\u{1C}d\u{1D}e\u{1E}f\u{85}g\u{2028}h\u{2029}i"],
            ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
        ),
        (["é\u{2027}ü\u{84}\n"], ["é\u{2027}ü\u{84}"]), (["\r\r\n\n"], ["", "", ""]),
        (["a\r\n", "\nb"], ["a", "", "b"]),
    ]

    @Test("Universal lines end where Python's splitlines ends them", arguments: universal)
    func universalLines(pieces: [String], lines: [String]) {
        var splitter = LineSplitter(.universal)
        #expect(pieces.flatMap { splitter.split($0) } + splitter.finish() == lines)
        var single = LineSplitter(.universal)
        let scalars = pieces.joined().unicodeScalars.map { String($0) }
        #expect(scalars.flatMap { single.split($0) } + single.finish() == lines)
    }

    @Test("Newline lines end at a newline, with or without a preceding carriage return")
    func newlineLines() {
        var splitter = LineSplitter(.newline)
        #expect(splitter.split("a\r\nb\u{85}c\rd\n") == ["a", "b\u{85}c\rd"])
        #expect(splitter.split("e\r") == [])
        #expect(splitter.split("\n") == ["e"])
        #expect(splitter.split("d") == [])
        #expect(splitter.heldCount == 1)
        #expect(splitter.finish() == ["d"])
        #expect(splitter.finish() == [])
        var keeping = LineSplitter(.newline, keepingEnds: true)
        #expect(keeping.split("a\n\nb") == ["a\n", "\n"])
        #expect(keeping.finish() == ["b"])
    }
}
