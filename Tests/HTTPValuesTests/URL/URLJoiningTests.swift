import HTTPValues
import Testing

@Suite("Joining URLs")
struct URLJoiningTests {
    @Test(
        "httpx joins like Python's urljoin",
        arguments: [
            ("d", "http://example.com/a/b/d"), ("../../../d", "http://example.com/d"),
            ("?x=1", "http://example.com/a/b/c?x=1"), ("#z", "http://example.com/a/b/c?q=1#z"),
            ("", "http://example.com/a/b/c?q=1#f"), (".", "http://example.com/a/b/"),
            ("http:g", "http://example.com/a/b/g"),
            ("//o/x", "http://o/x"), ("https://o/x", "https://o/x"), ("/x/../y", "http://example.com/y"),
            ("x//y", "http://example.com/a/b/x/y"), ("x?", "http://example.com/a/b/x"), ("mailto:x", "mailto:x"),
            ("HTTP://q", "http://q"),
        ])
    func httpx(reference: String, text: String) throws {
        #expect(try FetchURL("http://example.com/a/b/c?q=1#f").joined(reference).text == text)
    }

    @Test(
        "aiohttp joins by RFC 3986",
        arguments: [
            ("d", "http://example.com/a/b/d"), ("../../../d", "http://example.com/d"),
            ("?x=1", "http://example.com/a/b/c?x=1#f"), ("#z", "http://example.com/a/b/c?q=1#z"),
            ("..", "http://example.com/a/"), ("x//y", "http://example.com/a/b/x//y"),
            ("x?", "http://example.com/a/b/x?"),
            ("http:g", "http://example.com/a/b/g"), ("//o/x", "http://o/x"), ("/x", "http://example.com/x"),
        ])
    func aiohttp(reference: String, text: String) throws {
        #expect(try FetchURL("http://example.com/a/b/c?q=1#f", dialect: .aiohttp).joined(reference).text == text)
    }

    @Test("A reference cannot run into the host of a base without a path", arguments: URLDialect.allCases)
    func noPath(dialect: URLDialect) throws {
        for reference in ["x", "../x", "../../x", "./x"] {
            #expect(try FetchURL("http://h", dialect: dialect).joined(reference).text == "http://h/x")
        }
    }

    @Test("The escapes of the base are kept", arguments: URLDialect.allCases)
    func escapes(dialect: URLDialect) throws {
        #expect(try FetchURL("http://h/a%20b/c", dialect: dialect).joined("d").text == "http://h/a%20b/d")
    }

    @Test("Credentials stay with the base and are not sent to another host")
    func credentials() throws {
        let base = try FetchURL("http://u:p@h:81/a")
        #expect(try base.joined("b").text == "http://u:p@h:81/b")
        #expect(try base.joined("//o/b").text == "http://o/b")
    }

    @Test(
        "A relative URL is appended to httpx's base URL",
        arguments: [
            ("http://h/v1", "x", "http://h/v1/x"), ("http://h/v1", "/x", "http://h/v1/x"),
            ("http://h/v1", "", "http://h/v1/"),
            ("http://h/v1", "../x", "http://h/x"), ("http://h/v1", "//o/x", "http://h/v1/x"),
            ("http://h/v1", "http://o/y", "http://o/y"), ("http://h", "x", "http://h/x"),
            ("http://h/v1/", "x?y=1", "http://h/v1/x?y=1"),
            ("http://u:p@h/v1#f", "x", "http://u:p@h/v1/x#f"), ("http://h/v1?k=1", "x", "http://h/v1?k=1/x"),
            ("http://h/v1", "x/", "http://h/v1/x/"), ("http://h/v1", "?a", "http://h/v1/?a"),
        ])
    func appending(base: String, reference: String, text: String) throws {
        #expect(try FetchURL(base).appending(relative: reference).text == text)
    }

    @Test("The parts of a URL can be changed")
    func changes() throws {
        let url = try FetchURL("http://u:p@h/a?b#c")
        #expect(url.withoutUserInfo().text == "http://h/a?b#c")
        #expect(url.withoutFragment().text == "http://u:p@h/a?b")
        #expect(url.with(fragment: "x y").text == "http://u:p@h/a?b#x%20y")
        #expect(url.with(query: nil).text == "http://u:p@h/a#c")
        #expect(url.with(query: "").text == "http://u:p@h/a?#c")
        #expect(url.with(query: "x y\r\n%20").text == "http://u:p@h/a?x%20y%0D%0A%20#c")
        #expect(url.with(username: "j@", password: ":w").text == "http://j%40:%3Aw@h/a?b#c")
        #expect(url.with(username: nil, password: nil).text == "http://h/a?b#c")
        #expect(try FetchURL("http://h:443/").with(scheme: "https").text == "https://h/")
    }
}
