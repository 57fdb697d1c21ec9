import Testing

@testable import HTTPValues

@Suite("Percent escapes")
struct PercentCodingTests {
    @Test(
        "Escapes are decoded as UTF-8 and invalid ones are kept",
        arguments: [
            ("", ""), ("abc", "abc"), ("a%20b", "a b"), ("%C3%A9%c3%a9", "éé"), ("%", "%"), ("%4", "%4"),
            ("%zz", "%zz"),
            ("%%41", "%A"), ("%2541", "%41"), ("%FF", "\u{FFFD}"), ("a+b", "a+b"), ("é", "é"),
        ])
    func decoding(text: String, decoded: String) {
        #expect(PercentDecoding.decode(text) == decoded)
    }

    @Test("A plus in a form is a space, and selected escapes can be kept")
    func options() {
        #expect(PercentDecoding.decode("a+b%2B", plusIsSpace: true) == "a b+")
        #expect(PercentDecoding.decode("a%2Fb%20", keeping: [UInt8(ascii: "/")]) == "a%2Fb ")
    }

    @Test(
        "Unsafe bytes are escaped, and existing escapes are kept or escaped",
        arguments: [
            ("", "", ""), ("abc", "abc", "abc"), ("a b", "a%20b", "a+b"), ("é", "%C3%A9", "%C3%A9"),
            ("%c3", "%C3", "%25c3"), ("%", "%25", "%25"), ("%4", "%254", "%254"), ("a+b", "a%2Bb", "a%2Bb"),
        ])
    func encoding(text: String, kept: String, escaped: String) {
        #expect(PercentEncoding(safe: .unreserved, keepsEscapes: true).encode(text) == kept)
        let form = PercentEncoding(safe: .unreserved, keepsEscapes: false, writesSpaceAsPlus: true)
        #expect(form.encode(text) == escaped)
        #expect(PercentDecoding.decode(form.encode(text), plusIsSpace: true) == text)
    }

    @Test("Only bytes not allowed in a URI reference are escaped")
    func illegalBytes() {
        #expect(PercentEncoding.illegalBytes.encode("http://h/a b?c=[d]#é%41") == "http://h/a%20b?c=[d]#%C3%A9%41")
    }
}
