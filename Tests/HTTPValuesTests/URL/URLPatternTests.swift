import HTTPValues
import Testing

@Suite("URL patterns")
struct URLPatternTests {
    @Test(
        "A pattern matches URLs by scheme, host and port",
        arguments: [
            ("all://", "http://a.test/", true), ("all://*", "https://a.test/", true),
            ("http://", "http://a.test/", true), ("http://", "https://a.test/", false),
            ("all://a.test", "https://a.test/x", true), ("all://a.test", "https://x.a.test/", false),
            ("all://A.test", "https://a.TEST/", true), ("all://a.test", "https://a.test.evil/", false),
            ("all://*.a.test", "http://x.a.test/", true), ("all://*.a.test", "http://a.test/", false),
            ("all://*a.test", "http://a.test/", true), ("all://*a.test", "http://x.a.test/", true),
            ("all://*a.test", "http://xa.test/", false),
            ("all://a.test:8080", "http://a.test:8080/", true), ("all://a.test:8080", "http://a.test/", false),
            ("https://a.test:443", "https://a.test/", true), ("all://[::1]:80", "http://[::1]/", true),
            ("all://:8080", "http://b.test:8080/", true),
        ])
    func matching(pattern: String, url: String, expected: Bool) throws {
        #expect(try URLPattern(pattern).matches(FetchURL(url)) == expected)
    }

    @Test("Patterns sort from the most to the least specific")
    func order() throws {
        let texts = ["all://", "http://", "all://a.test", "http://a.test", "all://*.a.test", "all://a.test:81"]
        let patterns = try texts.map { try URLPattern($0) }.sorted { $0.isMoreSpecific(than: $1) }
        let expected = ["all://a.test:81", "all://*.a.test", "http://a.test", "all://a.test", "http://", "all://"]
        #expect(patterns == (try expected.map { try URLPattern($0) }))
    }

    @Test(
        "Invalid patterns are rejected",
        arguments: ["a.test", "", "all://a.test/path", "all://a:b", "all://u@a", "x://a:99999"])
    func refused(text: String) {
        #expect(throws: InvalidURL.self) { try URLPattern(text) }
    }
}
