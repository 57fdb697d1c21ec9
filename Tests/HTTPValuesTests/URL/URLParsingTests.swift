import HTTPValues
import Testing

@Suite("Parsing URLs")
struct URLParsingTests {
    @Test(
        "httpx normalizes URLs",
        arguments: [
            ("http://h:80", "http://h"), ("https://h:443/", "https://h/"), ("ws://h:80", "ws://h"),
            ("wss://h:443", "wss://h"), ("ftp://h:21", "ftp://h"), ("http://h:443", "http://h:443"),
            ("http://h:", "http://h"), ("http://h:0", "http://h:0"), ("http://h:99999", "http://h:99999"),
            ("HTTP://H.Com/A", "http://h.com/A"), ("HTTP://h:80", "http://h:80"), ("http://[::1]80", "http://[::1]"),
            ("http://1.2.3", "http://1.2.3"), ("http://0x7f.1", "http://0x7f.1"),
            ("http://faß.de", "http://xn--fa-hia.de"), ("http://βόλος.com", "http://xn--nxasmm1c.com"),
            ("http://ex ample.com", "http://ex%20ample.com"), ("http://h/a/../../b", "http://h/b"),
            ("http://h/a/b/..", "http://h/a"), ("http://h/a/./b/.", "http://h/a/b"), ("http://h/..", "http://h"),
            ("http://h//a//b", "http://h//a//b"), ("http://h/ \"<>^`{}|\\", "http://h/%20%22%3C%3E^%60%7B%7D|\\"),
            ("http://h/? \"<>^`{}|\\'", "http://h/?%20%22%3C%3E^`{}|\\'"),
            ("http://h/#a \"<>^`{}|\\#x", "http://h/#a%20%22%3C%3E^%60{}|\\#x"),
            ("http://h/%/%2/%zz", "http://h/%/%2/%zz"), ("http://h/%41%7e", "http://h/%41%7e"),
            ("http://u:p@q@h", "http://u:p%40q@h"), ("http://usér:p ß@h", "http://us%C3%A9r:p%20%C3%9F@h"),
            ("http://@h", "http://h"), ("http://user:@h", "http://user:@h"), ("http://h/a?", "http://h/a?"),
            ("http://h/é?é=é", "http://h/%C3%A9?%C3%A9=%C3%A9"),
            ("http://h/a b?x=1 2#frag", "http://h/a%20b?x=1%202#frag"),
            ("http://[::FFFF]/", "http://[::FFFF]/"), ("a/../b", "a/../b"), ("x:/a/../b", "x:/b"),
            (" http://h", "%20http://h"), (":foo", "foo"),
        ])
    func httpxText(input: String, text: String) throws {
        #expect(try FetchURL(input).text == text)
    }

    @Test(
        "aiohttp normalizes URLs",
        arguments: [
            ("http://h/a b", "http://h/a%20b"), ("http://h/%7Efoo/%2F", "http://h/%7Efoo/%2F"),
            ("http://h/%c3%a9", "http://h/%C3%A9"), ("http://h/a%zz", "http://h/a%25zz"),
            ("http://h/p?", "http://h/p?"),
            ("http://h?", "http://h/?"), ("http://h#f", "http://h/#f"), ("http://h#", "http://h"),
            ("http://h/?[]{}|\\^\"`<>", "http://h/?%5B%5D%7B%7D%7C%5C%5E%22%60%3C%3E"),
            ("http://h/?a b", "http://h/?a+b"),
            ("http://h/?a=%20", "http://h/?a=%20"), ("http://h/a/../b", "http://h/b"), ("http://h/a/..", "http://h/"),
            ("http://h/a/b/.", "http://h/a/b/"), ("http://müller.de/", "http://xn--mller-kva.de/"),
            ("http://h:80/", "http://h/"), ("HTTP://h:80", "http://h"), ("http://h:8080", "http://h:8080"),
            ("http://[1:0:0:2::]/", "http://[1:0:0:2::]/"), ("http://[0:0:0:0:0:0:0:1]/", "http://[::1]/"),
            ("http://[::ffff:1.2.3.4]/", "http://[::ffff:102:304]/"),
            ("http://[fe80::1%25eth0]/", "http://[fe80::1%25eth0]/"),
            ("  http://h/\t\r\nx", "http://h/x"), ("http://u%41:p w@h", "http://u%41:p%20w@h"),
            ("http://:pw@h", "http://:pw@h"),
            ("foo:bar", "foo:bar"), ("1:b/c", "1:b/c"), ("a b:c", "a%20b:c"), ("/a/../b", "/a/../b"),
            ("http:x", "http:///x"),
        ])
    func aiohttpText(input: String, text: String) throws {
        #expect(try FetchURL(input, dialect: .aiohttp).text == text)
    }

    @Test(
        "A malformed URL is rejected with a reason",
        arguments: [
            ("http://h:abc", "Invalid port: 'abc'"), ("http://h:-1", "Invalid port: '-1'"),
            ("http://h:99999999999999999999", "Invalid port: '99999999999999999999'"),
            ("http://[::1", "Invalid host: missing ']'"), ("http://999.1.1.1", "Invalid IPv4 address: '999.1.1.1'"),
            ("http://01.2.3.4", "Invalid IPv4 address: '01.2.3.4'"), ("http://[zz]/", "Invalid IPv6 address: '[zz]'"),
            ("http://☃.net", "Invalid IDNA hostname: '☃.net'"), ("http://é..com", "Invalid IDNA hostname: 'é..com'"),
            ("http://a_b.é", "Invalid IDNA hostname: 'a_b.é'"),
            ("http://e\u{200B}vil.com", "Invalid IDNA hostname: 'e\u{200B}vil.com'"),
            ("http://h/a\tb", "Invalid non-printable ASCII character in URL, '\\t' at position 10."),
            ("http://é/\u{7F}", "Invalid non-printable ASCII character in URL, '\\x7f' at position 9."),
            ("////x", "Relative URLs cannot have a path starting with '//'"),
            ("::x", "Relative URLs cannot have a path starting with ':'"),
        ])
    func httpxErrors(input: String, reason: String) {
        let error = #expect(throws: InvalidURL.self) { try FetchURL(input) }
        #expect(error?.description == reason)
    }

    @Test(
        "aiohttp rejects URLs that parsers disagree about",
        arguments: [
            "http://h:abc", "http://h:65536", "http://h:-1", "http://[::1", "http://::1]", "http://[::1]80",
            "http://[::1]x/",
            "http://x[::1]/", "http://[]/", "http://[zz::1]/", "http://[v1.x]/", "http://h\\x", "http://ex ample.com/",
            "http://a\"b/", "http://a%zz/", "http://@/", "http://:80/", "http://☃.net", "http://e\u{AD}vil.com",
            "http://a\u{2100}.com",
            "http://.é/",
        ])
    func aiohttpErrors(input: String) {
        #expect(throws: InvalidURL.self) { try FetchURL(input, dialect: .aiohttp) }
    }

    @Test("65,536 characters are accepted and one more is rejected", arguments: URLDialect.allCases)
    func length(dialect: URLDialect) throws {
        let prefix = "http://h/"
        let longest = prefix + String(repeating: "é", count: 65536 - prefix.count)
        #expect(try FetchURL(longest, dialect: dialect).path.count == 65536 - prefix.count + 1)
        #expect(throws: InvalidURL(.tooLong)) { try FetchURL(longest + "a", dialect: dialect) }
    }

    @Test("The parts of a URL are available decoded and encoded")
    func parts() throws {
        let url = try FetchURL("HTTPS://jo%40email.com:a%20secret@müller.de:1234/pa%20th?search=ab#anchor%20link")
        #expect(url.scheme == "https")
        #expect(url.username == "jo@email.com")
        #expect(url.password == "a secret")
        #expect(url.host == "müller.de")
        #expect(url.encodedHost == "xn--mller-kva.de")
        #expect(url.port == 1234)
        #expect(url.path == "/pa th")
        #expect(url.encodedPath == "/pa%20th")
        #expect(url.encodedQuery == "search=ab")
        #expect(url.encodedFragment == "anchor%20link")
        #expect(url.fragment == "anchor link")
        #expect(url.target == "/pa%20th?search=ab")
        #expect(url.hostHeader == "xn--mller-kva.de:1234")
        #expect(url.origin.text == "https://xn--mller-kva.de:1234")
        #expect(url.isSecure && url.isAbsolute)
    }

    @Test(
        "The host is shown in Unicode if its Punycode is valid",
        arguments: [
            ("http://www.xn--mller-kva.de", "www.müller.de"), ("http://xn--a/", "xn--a"), ("http://xn--/", "xn--"),
            ("http://[::1]:8080/", "::1"), ("http://a_b/", "a_b"),
        ])
    func host(input: String, host: String) throws {
        for dialect in URLDialect.allCases {
            #expect(try FetchURL(input, dialect: dialect).host == host)
        }
    }

    @Test(
        "A URL without a scheme or host is relative",
        arguments: [
            "mailto:me@x.org", "data:text/plain,hi", "a/b", "?a=1", "#f", "", "//example.org/", "http:///x",
            " http://h",
        ])
    func relative(input: String) throws {
        #expect(try !FetchURL(input).isAbsolute)
    }

    @Test("An empty path is sent as a slash but not added to the text", arguments: URLDialect.allCases)
    func emptyPath(dialect: URLDialect) throws {
        let url = try FetchURL("http://h", dialect: dialect)
        #expect(url.text == "http://h")
        #expect(url.target == "/")
        #expect(url.encodedPath == "/")
        #expect(url.port == nil)
        #expect(url.effectivePort == 80)
        #expect(url.hostHeader == "h")
    }

    @Test("The Host header keeps brackets and drops a default port and, in aiohttp, trailing dots")
    func hostHeader() throws {
        #expect(try FetchURL("http://[::1]:8080/").hostHeader == "[::1]:8080")
        #expect(try FetchURL("https://h:443/").hostHeader == "h")
        #expect(try FetchURL("http://h.:81/", dialect: .aiohttp).hostHeader == "h:81")
        #expect(try FetchURL("http://h./").hostHeader == "h.")
    }

    @Test("The description hides the password and the text does not", arguments: URLDialect.allCases)
    func password(dialect: URLDialect) throws {
        let url = try FetchURL("http://user:pa%73s@h/p", dialect: dialect)
        #expect(url.description == "http://user:[secure]@h/p")
        #expect(!"\(url)".contains("pa%73s") && !String(reflecting: url).contains("pa%73s"))
        #expect(url.text == "http://user:pa%73s@h/p")
        var dumped = ""
        dump(url, to: &dumped)
        #expect(!dumped.contains("pa%73s"))
    }

    @Test("Errors do not show the password", arguments: URLDialect.allCases)
    func secretFreeError(dialect: URLDialect) {
        for text in [
            "http://u:secret@h:x/", "http://u:secret/a@h", "http://u:secret?a@h", "http://u:secret@[zz]/",
            "http://u:secret@☃.net/", "http://u:secret@h\\[/",
        ] {
            do {
                let url = try FetchURL(text, dialect: dialect)
                #expect(!"\(url)".contains("secret"))
            } catch {
                #expect(!"\(error)".contains("secret") && !String(reflecting: error).contains("secret"))
            }
        }
    }

    @Test("URLs with equal text are equal")
    func equality() throws {
        #expect(try FetchURL("http://h:80") == FetchURL("http://h"))
        #expect(try FetchURL("http://h") != FetchURL("http://h/"))
        #expect(try FetchURL("http://h/%7e") != FetchURL("http://h/~"))
    }

    @Test("Origins compare scheme, host and effective port")
    func origins() throws {
        #expect(try FetchURL("http://H:80/a").origin == FetchURL("http://u@h/b").origin)
        #expect(try FetchURL("http://h").origin != FetchURL("https://h").origin)
        #expect(try FetchURL("http://h:81").origin != FetchURL("http://h").origin)
        #expect(try FetchURL("http://[::FFFF]/").origin == FetchURL("http://[0::ffff]/").origin)
    }

    @Test(
        "Hosts that resolvers read as numbers are told apart from names",
        arguments: [
            ("127.1", true), ("2130706433", true), ("0x7f.1", true), ("0177.0.0.1", true), ("127.0.0.1", false),
            ("h", false), ("1.h", false),
        ])
    func unusualIPv4(host: String, isUnusual: Bool) throws {
        #expect(try FetchURL("http://\(host)/", dialect: .aiohttp).hasUnusualIPv4Host == isUnusual)
    }

    @Test(
        "Parsing the text of a URL gives the same URL",
        arguments: [
            "http://u:p w@h:81/a b?c d#e f", "http://[::1]/%zz?%zz", "//h/x", "x%3Ay", "http://müller.de?#", "a:b",
        ])
    func idempotence(input: String) throws {
        for dialect in URLDialect.allCases {
            let text = try FetchURL(input, dialect: dialect).text
            #expect(try FetchURL(text, dialect: dialect).text == text)
        }
    }
}
