import HTTPValues
import Testing

@Suite("Set-Cookie")
struct SetCookieTests {
    private func parse(_ line: String, maximumAttributes: Int = 50, maximumAttributeBytes: Int = 1024) -> SetCookie {
        SetCookie(
            parsing: line, maximumAttributes: maximumAttributes, maximumAttributeBytes: maximumAttributeBytes)
    }

    @Test(
        "The pair is split at the first equals sign and trimmed",
        arguments: [
            ("a=b", "a", "b", false), (" a = b ; Secure", "a", "b", false), ("a=b=c", "a", "b=c", false),
            ("a=", "a", "", false), ("=b", "", "b", false), ("a", "a", "", true), ("", "", "", true),
            (#"a="b c""#, "a", #""b c""#, false),
        ])
    func pair(line: String, name: String, value: String, isNameOnly: Bool) {
        let cookie = parse(line)
        #expect(cookie.name == name)
        #expect(cookie.value == value)
        #expect(cookie.isNameOnly == isNameOnly)
    }

    @Test("Attribute names are case-insensitive")
    func attributes() {
        let cookie = parse(
            "a=b; DOMAIN=.Example.com; path=/x; Max-Age=-5; Expires=Thu, 01 Jan 1970 00:00:10 GMT; secure; HTTPOnly;"
                + " SameSite=LAX; Unknown=1")
        #expect(cookie.domain == "example.com")
        #expect(cookie.path == "/x")
        #expect(cookie.maxAge == -5)
        #expect(cookie.expires == 10)
        #expect(cookie.isSecure)
        #expect(cookie.isHTTPOnly)
        #expect(cookie.sameSite == .lax)
    }

    @Test(
        "A malformed attribute is ignored, and the last of the same name wins",
        arguments: [
            ("a=b; Max-Age=5; Max-Age=x", 5, nil), ("a=b; Max-Age=1; Max-Age=2", 2, nil), ("a=b; Max-Age=+1", nil, nil),
            ("a=b; Path=/x; Path=y", nil, nil), ("a=b; Path=/x; Path=/y", nil, "/y"), ("a=b; Max-Age=-", nil, nil),
        ] as [(String, Double?, String?)])
    func malformed(line: String, maxAge: Double?, path: String?) {
        #expect(parse(line).maxAge == maxAge)
        #expect(parse(line).path == path)
    }

    @Test("Attributes beyond the limits are ignored")
    func limits() {
        #expect(!parse("a=b; Path=/; Secure", maximumAttributes: 1).isSecure)
        #expect(parse("a=b; Path=/; Secure", maximumAttributes: 2).isSecure)
        #expect(parse("a=b; Path=/1234", maximumAttributeBytes: 4).path == nil)
        #expect(parse("a=b; Path=/1234", maximumAttributes: -1).path == nil)
    }
}
