import Fetch
import HTTPValues
import Testing

@Suite("Proxy environment")
struct ProxyEnvironmentTests {
    private func usesProxy(_ variables: [String: String], _ url: String) throws -> String? {
        try ProxyEnvironment { variables[$0] }.proxy(for: FetchURL(url)).map { "\($0.host):\($0.port)" }
    }

    @Test("Lowercase wins over uppercase and a scheme's variable over ALL_PROXY, and a missing scheme means http")
    func variables() throws {
        #expect(try usesProxy(["HTTP_PROXY": "http://p:3128"], "http://a.com/") == "p:3128")
        #expect(try usesProxy(["HTTP_PROXY": "http://p:1", "http_proxy": "http://q:2"], "http://a.com/") == "q:2")
        #expect(try usesProxy(["ALL_PROXY": "p:9"], "https://a.com/") == "p:9")
        #expect(try usesProxy(["https_proxy": "http://s:1", "all_proxy": "http://p:2"], "https://a.com/") == "s:1")
        #expect(try usesProxy(["https_proxy": "http://s:1"], "http://a.com/") == nil)
        #expect(try usesProxy([:], "http://a.com/") == nil)
        #expect(try usesProxy(["HTTP_PROXY": "::nonsense::"], "http://a.com/") == nil)
    }

    @Test("Under CGI, HTTP_PROXY comes from a client's header and is ignored (CVE-2016-5385)")
    func cgi() throws {
        #expect(try usesProxy(["REQUEST_METHOD": "GET", "HTTP_PROXY": "http://p:1"], "http://a.com/") == nil)
        #expect(try usesProxy(["REQUEST_METHOD": "GET", "http_proxy": "http://p:1"], "http://a.com/") == "p:1")
    }

    static let urls = [
        "http://a.com/", "http://w.a.com/", "http://a.com:8080/", "http://wa.com/", "http://192.168.1.2/",
        "http://[::1]/", "http://[fe80::1]/", "https://a.com/", "http://localhost/",
    ]

    @Test(
        "NO_PROXY entries exempt the expected URLs",
        arguments: [
            ("a.com", [0, 1, 2, 7]), (".a.com", [1]), ("*.a.com", [1]), ("a.com:8080", [2]),
            ("http://a.com", [0, 1, 2]),
            ("*", [0, 1, 2, 3, 4, 5, 6, 7, 8]), ("192.168.0.0/16", [4]), ("192.168.1.2", [4]), ("::1", [5]),
            ("[::1]", [5]), ("fe80::/10", [6]), ("localhost", [8]), ("A.COM", [0, 1, 2, 7]),
            (" a.com , localhost ", [0, 1, 2, 7, 8]),
            ("192.168.0.0/99", []), ("", []), (",,", []),
        ])
    func noProxy(entry: String, exempt: [Int]) throws {
        let direct = try Self.urls.indices.filter {
            try usesProxy(["ALL_PROXY": "http://p:1", "NO_PROXY": entry], Self.urls[$0]) == nil
        }
        #expect(direct == exempt)
    }

    @Test("Proxy URLs have schemes, default ports and credentials")
    func proxyURLs() throws {
        let proxy = try ProxyTarget("http://us%20er:p%40ss@proxy.example")
        #expect(proxy.username == "us er")
        #expect(proxy.password == "p@ss")
        #expect(proxy.port == 80)
        #expect(try ProxyTarget("socks5://h").port == 1080)
        #expect(try ProxyTarget("https://h").port == 443)
        let error = #expect(throws: FetchError.self) { try ProxyTarget("ftp://u:secret@h") }
        #expect(error?.message.contains("secret") == false)
    }
}
