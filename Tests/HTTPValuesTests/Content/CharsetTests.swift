import HTTPValues
import Testing

@Suite("Character sets")
struct CharsetTests {
    @Test(
        "Labels are found regardless of case and separators",
        arguments: [
            ("UTF-8", "utf-8"), ("utf8", "utf-8"), ("'utf-8'", "utf-8"), ("US-ASCII", "ascii"),
            ("ISO-8859-1", "iso8859-1"),
            ("latin1", "iso8859-1"), ("iso-8859-15", "iso8859_15"), ("Windows-1252", "cp1252"),
            ("Shift_JIS", "shift_jis"),
            ("sjis", "shift_jis"), ("EUC-KR", "euc_kr"), ("koi8-r", "koi8_r"), ("GB18030", "gb18030"),
            ("utf-16", "utf-16"),
            ("UTF_8_SIG", "utf-8-sig"), ("big5", "big5"), ("tis-620", "tis_620"),
        ])
    func labels(label: String, name: String) {
        #expect(Charset.named(label)?.name == name)
    }

    @Test(
        "Unknown labels and codecs that are not character sets are not found",
        arguments: [
            "nope", "", "base64", "rot13", "hex", "EBCDIC-US", String(repeating: "a", count: 5000), "utf-8\0",
        ])
    func unknown(label: String) {
        if label == "utf-8\0" {
            #expect(Charset.named(label)?.name == "utf-8")
        } else {
            #expect(Charset.named(label) == nil)
        }
    }

    static let samples: [(String, [UInt8], String)] = [
        ("utf-8", [0xC3, 0xA9, 0x61], "éa"), ("utf-8", [0xEF, 0xBB, 0xBF, 0x61], "\u{FEFF}a"),
        ("utf-8-sig", [0xEF, 0xBB, 0xBF, 0x61], "a"), ("utf-8", [0x61, 0xFF, 0xC3], "a\u{FFFD}\u{FFFD}"),
        ("ascii", [0x61, 0xE9, 0x62], "a\u{FFFD}b"), ("latin1", [0xE9, 0x80], "é\u{80}"),
        ("cp1252", [0x80, 0xE9], "€é"),
        ("cp1252", [0x61, 0x81, 0x62], "a\u{FFFD}b"), ("iso-8859-15", [0xA4], "€"), ("koi8-r", [0xC1], "а"),
        ("utf-16", [0xFF, 0xFE, 0x61, 0x00], "a"), ("utf-16", [0xFE, 0xFF, 0x00, 0x61], "a"),
        ("utf-16", [0x61, 0x00], "a"),
        ("utf-16-be", [0xD8, 0x3D, 0xDE, 0x00], "😀"), ("utf-16-le", [0x61, 0x00, 0x62], "a\u{FFFD}"),
        ("utf-16-le", [0x00, 0xD8, 0x61, 0x00], "\u{FFFD}a"), ("utf-32", [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], "a"),
        ("utf-32-be", [0, 1, 0xF6, 0], "😀"), ("utf-32-le", [0, 0, 0x11, 0, 0x61], "\u{FFFD}\u{FFFD}"),
        ("shift_jis", [0x82, 0xA0, 0x5C, 0x7E, 0x81, 0x60], "あ\\~〜"), ("gb18030", [0xC4, 0xE3], "你"),
        ("euc-kr", [0xB0, 0xA1], "가"), ("big5", [0xA4, 0xA4], "中"), ("euc-jp", [0xA4, 0xA2], "あ"),
        ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x24, 0x22, 0x1B, 0x28, 0x42, 0x61], "あa"), ("gb18030", [0xC4], "\u{FFFD}"),
    ]

    @Test("Bytes decode the same in one chunk and byte by byte", arguments: samples)
    func decoding(label: String, bytes: [UInt8], text: String) throws {
        let charset = try #require(Charset.named(label))
        #expect(try charset.decode(Bytes(bytes)) == text)
        var decoder = TextDecoder(charset)
        var pieces = ""
        for byte in bytes { pieces += try decoder.decode([byte]) }
        pieces += try decoder.finish()
        #expect(pieces == text)
    }

    @Test("The strict policy rejects what the other policy replaces", arguments: samples)
    func strictness(label: String, bytes: [UInt8], text: String) throws {
        let charset = try #require(Charset.named(label))
        guard text.contains("\u{FFFD}") else {
            #expect(try charset.decode(Bytes(bytes), errors: .strict) == text)
            return
        }
        #expect(throws: TextDecodingError(charset: charset.name)) { try charset.decode(Bytes(bytes), errors: .strict) }
    }

    @Test("A long text decodes correctly wherever it is cut")
    func longText() throws {
        let charset = try #require(Charset.named("shift_jis"))
        let bytes = Bytes((0..<20_000).flatMap { _ in [0x82, 0xA0, 0x61] as [UInt8] })
        var decoder = TextDecoder(charset)
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 7) {
            text += try decoder.decode(bytes.slice(start..<min(start + 7, bytes.count)))
        }
        text += try decoder.finish()
        #expect(text == String(repeating: "あa", count: 20_000))
        #expect(try charset.decode(bytes) == text)
    }
}
