import HTTPValues
import Testing

@Suite("Merging headers")
struct HeaderMergingTests {
    private static let own: Headers = ["A": "1", "B": "2", "a": "3"]
    private static let other: Headers = ["C": "4", "A": "5", "A": "6"]

    private func lines(_ change: (inout Headers) -> Void) -> [String] {
        var headers = Self.own
        change(&headers)
        return headers.fields.map { "\($0.name): \($0.value)" }
    }

    @Test("Each kind of merge has its own order")
    func order() {
        #expect(lines { $0.replace(with: Self.other) } == ["B: 2", "C: 4", "A: 5", "A: 6"])
        #expect(lines { $0.replaceInPlace(with: Self.other) } == ["A: 5", "B: 2", "C: 4", "A: 6"])
        #expect(lines { $0.addMissing(from: Self.other) } == ["A: 1", "B: 2", "a: 3", "C: 4"])
        #expect(lines { $0.prepend("D", "7") } == ["D: 7", "A: 1", "B: 2", "a: 3"])
    }

    @Test("Merging nothing changes nothing")
    func empty() {
        let own = lines { _ in }
        #expect(lines { $0.replace(with: [:]) } == own)
        #expect(lines { $0.replaceInPlace(with: [:]) } == own)
        #expect(lines { $0.addMissing(from: [:]) } == own)
    }
}
