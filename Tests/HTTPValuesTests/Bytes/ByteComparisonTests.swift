import Testing

@testable import HTTPValues

@Suite("Byte comparison")
struct ByteComparisonTests {
    @Test(
        "Bytes start with their prefixes and equal only themselves",
        arguments: [("", true, false), ("H", false, false), ("HTTP/", true, true), ("HTTP/1.1", true, false)])
    func spelling(text: String, begins: Bool, spells: Bool) {
        Bytes(text).withUnsafeBytes { bytes in
            #expect(bytes.begin(with: "HTTP/") == (begins && !text.isEmpty))
            #expect(bytes.spell("HTTP/") == spells)
            #expect(bytes.begin(with: ""))
            #expect(bytes.begin(with: bytes))
        }
    }
}
