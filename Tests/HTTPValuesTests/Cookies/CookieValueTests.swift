import HTTPValues
import Testing

@Suite("Cookie values")
struct CookieValueTests {
    @Test(
        "A value with characters not allowed in cookies is quoted, and unquoting restores it",
        arguments: [
            ("v", "v"), ("", #""""#), ("b c", #""b c""#), ("b;é", #""b\073\351""#), (#"a"b\c"#, #""a\"b\\c""#),
        ])
    func aValueIsQuotedAndReadBack(value: String, text: String) {
        #expect(CookieValue.quoted(value) == text)
        #expect(CookieValue.unquoted(text) == value)
    }

    @Test("Text without both quotes is unchanged", arguments: ["a", "\"", "\"a", "a\"", #"\073"#])
    func textWithoutQuotesStays(text: String) {
        #expect(CookieValue.unquoted(text) == text)
    }
}
