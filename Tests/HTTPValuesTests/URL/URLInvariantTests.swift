import HTTPValues
import Testing

@testable import HTTPValues

/// Properties that hold for every string, checked on combinations of fragments that trip parsers.
@Suite("URL invariants")
struct URLInvariantTests {
    private static let fragments = [
        "http", ":", "/", "//", "://", "?", "#", "@", "[", "]", "[::1]", "h", "example.com", "1.2.3.4", "..", "/../",
        "%41", "%zz", "%", "é", "日", " ", "&", "=", ";", "\"", "<", "|", "\\", ":80", ":8080", "user", "xn--", "-", "0",
        "\u{200B}", "\u{FEFF}", "\u{1F600}",
    ]

    /// Strings of up to ten fragments, the same in every run.
    private static func texts(of fragments: [String] = fragments, count: Int, seed: UInt64) -> [String] {
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        return (0..<count).map { _ in
            let prefix = ["", "http://", "https://h/", "http://u:p@"][next(4)]
            return (0..<next(10)).reduce(prefix) { text, _ in text + fragments[next(fragments.count)] }
        }
    }

    private static let plainFragments = [
        "http://", "https://", "HTTP://", "h", "a.b-c.test", "127.0.0.1", "1.2.3", "01.2.3.4", "256.1.1.1", ":",
        ":8080", ":80", ":443", ":0", ":08", ":65535", ":65536", ":123456", "/", "//", "/a", "/.", "/..", "/.a", ".",
        "/a/b;c=d",
        "/*", "?", "?a=b", "&c=d+e", "/?x", "#", "%41", "~", "[", "é", " ", "@",
    ]

    @Test("The fast path reads exactly what the parser reads", arguments: URLDialect.allCases)
    func plainURLs(dialect: URLDialect) throws {
        var plainCount = 0
        let texts = Self.texts(of: Self.plainFragments, count: 20_000, seed: 11)
        for text in texts + Self.texts(of: Self.fragments, count: 5000, seed: 12) {
            var plain = URLComponents()
            guard let pathStart = plain.readPlainURL(text) else { continue }
            plainCount += 1
            let parsed = try URLParser.parse(text, in: dialect)
            #expect(plain == parsed, "\(text.debugDescription)")
            let written = parsed.text(in: dialect)
            #expect(written.text == text)
            #expect(written.pathStart == pathStart)
        }
        #expect(plainCount > 200)
    }

    @Test("The written URL leads to the same host as its parts", arguments: URLDialect.allCases)
    func sameHost(dialect: URLDialect) throws {
        let base = try FetchURL("http://base.test/a/b?c#d", dialect: dialect)
        var readable = 0
        for text in Self.texts(count: 5000, seed: 7) {
            guard let url = try? FetchURL(text, dialect: dialect) else { continue }
            for url in [url, base.joined(url)] where url.isAbsolute {
                readable += 1
                let again = try FetchURL(url.text, dialect: dialect)
                #expect(again.origin == url.origin, "\(text.debugDescription)")
                #expect(again.target == url.target, "\(text.debugDescription)")
                #expect(url.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "\(text.debugDescription)")
            }
        }
        #expect(readable > 1000)
    }
}
