import HTTPValues
import Testing

@Suite("Cookie values")
struct CookieValueTests {
    @Test(
        "A value is quoted when a cookie may not have its characters, and read back",
        arguments: [
            ("v", "v"), ("", #""""#), ("b c", #""b c""#), ("b;é", #""b\073\351""#), (#"a"b\c"#, #""a\"b\\c""#),
        ])
    func aValueIsQuotedAndReadBack(value: String, text: String) {
        #expect(CookieValue.quoted(value) == text)
        #expect(CookieValue.unquoted(text) == value)
    }

    @Test("Text without both quotes is the value itself", arguments: ["a", "\"", "\"a", "a\"", #"\073"#])
    func textWithoutQuotesStays(text: String) {
        #expect(CookieValue.unquoted(text) == text)
    }
}
