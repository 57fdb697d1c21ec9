import Fetch
import HTTPValues
import MiniServer

/// Makes random specs. The same seed gives the same specs.
struct Generator {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    private static let makers: [@Sendable (inout SeededGenerator) -> Spec] = [
        url, joinedURL, requestLine, parameters, headers, body, reply, chunkedReply, decoding, charset, lines, redirect,
        redirectChain, cookies, service,
    ]

    /// Makes `count` specs, evenly spread over all kinds.
    mutating func specs(_ count: Int) -> [Spec] {
        (0..<count).map { index in
            var spec = Self.makers[index % Self.makers.count](&random)
            spec.name = "generated \(index)"
            spec.isGenerated = true
            return spec
        }
    }

    // MARK: Building blocks

    private static let words = [
        "a", "b", "cd", "x1", "~", "-", "_", ".", "%20", "%41", "%2F", "%c3%a9", "é", "日", " ", "+", "&", "=", ";", ",",
        ":",
        "@", "!", "$", "'", "(", ")", "*", "[", "]", "{", "}", "|", "^", "`", "<", ">", "\"", "\\", "%", "%zz", "?",
        "/",
    ]
    private static let plainWords = [
        "a", "b", "cd", "x1", "~", "-", "_", ".", "%20", "%2F", "é", "+", ",", ":", "@", "!",
    ]
    private static let linkWords = plainWords.filter { $0 != "%2F" }
    private static let values = [
        "a", "b", "1", "x y", "é", "日", "a&b", "c=d", "+", "%", "%20", "/", "?", "#", "\"", "'", "<", "~", "-", "_",
        ".", "*", ";", ",", "",
    ]

    private static func path(_ random: inout SeededGenerator, _ words: [String] = words) -> String {
        random.many(0...3) { random in "/" + random.text(words.filter { $0 != "?" && $0 != "/" }, 0...3) }.joined()
            + (random.once(in: 4) ? random.pick(["/.", "/..", "/./", "/../x", "/"]) : "")
    }

    private static func query(_ random: inout SeededGenerator, _ words: [String] = words) -> String {
        random.once(in: 2) ? "?" + random.text(words.filter { $0 != "?" && $0 != "#" }, 1...5) : ""
    }

    private static func fragment(_ random: inout SeededGenerator) -> String {
        random.once(in: 4) ? "#" + random.text(words, 0...3) : ""
    }

    private static func letters(_ random: inout SeededGenerator, _ range: ClosedRange<Int>) -> Bytes {
        Bytes(random.many(range) { UInt8(ascii: $0.pick(Array("abcdefgh \n".unicodeScalars))) })
    }

    // MARK: URLs

    private static func url(_ random: inout SeededGenerator) -> Spec {
        let login = random.once(in: 5) ? random.pick(["u@", "u:p@", "u%20x:p@", ":p@", "u:@"]) : ""
        let host = random.pick([
            "h", "Example.ORG", "a.b.c", "xn--9ca.de", "é.de", "127.0.0.1", "[::1]", "a-b.c", "h.", "1.2.3.4", "日本.jp",
        ])
        let port = random.once(in: 3) ? random.pick([":80", ":443", ":8080", ":"]) : ""
        let text =
            random.pick(["http://", "https://", "HTTP://"]) + login + host + port + path(&random) + query(&random)
            + fragment(&random)
        return Spec(.url, "", .none, [urlLine(text)])
    }

    private static func joinedURL(_ random: inout SeededGenerator) -> Spec {
        let base = "http://h" + path(&random, linkWords) + query(&random, linkWords)
        let part =
            random.pick(["", "/", "./", "../", "../../", "?", "#", "//o/", "/.."])
            + random.text(linkWords + ["/", "/.."], 0...4)
        return Spec(.url, "", .none, [urlLine(part, base: base)])
    }

    // MARK: Requests

    private static let ok = Spec.Stage.replies([.ok("200 OK", [], "ok")])

    private static func requestLine(_ random: inout SeededGenerator) -> Spec {
        let method = random.pick(["GET", "GET", "DELETE", "OPTIONS", "HEAD", "GET", "DELETE", "POST"])
        return Spec(
            .requestLine, "", ok, [line(method, "{origin}" + path(&random) + query(&random) + fragment(&random))])
    }

    private static func parameters(_ random: inout SeededGenerator) -> Spec {
        let pairs = random.many(0...4) { random in
            (random.pick(["a", "b", "c", random.text(values, 1...2)]), random.text(values, 0...3))
        }
        return Spec(
            .parameters, "", ok, [line("GET", "{origin}/p" + query(&random, plainWords), ("params", .pairs(pairs)))])
    }

    private static func headers(_ random: inout SeededGenerator) -> Spec {
        let names = [
            "X-A", "x-a", "X-B", "Accept", "User-Agent", "Accept-Language", "Referer", "Content-Type", "If-Match",
            "X_C",
        ]
        let pairs = random.many(1...5) { random in
            (random.pick(names), random.text(["a", "1", "b c", ",", ";", "=", "\"", "/", "*"], 1...4))
        }
        let method = random.pick(["GET", "GET", "OPTIONS", "DELETE"])
        return Spec(.headers, "", ok, [line(method, "{origin}/h", ("headers", .pairs(pairs)))])
    }

    private static func body(_ random: inout SeededGenerator) -> Spec {
        let asked = line(random.pick(["POST", "PUT", "PATCH", "DELETE"]), "{origin}/b")
        let spec: JSON =
            switch random.number(0...3) {
            case 0: asked.with("content", .string(random.text(values + ["\n", "text"], 1...12)))
            case 1: asked.with("json", json(&random, depth: 3))
            case 2:
                asked.with(
                    "form", .pairs(random.many(1...4) { ($0.pick(["a", "b", "c"]), $0.text(values, 0...3)) }))
            default:
                asked.with(
                    "chunks_b64", .array(random.many(1...4) { .string(Base64.encode(letters(&$0, 1...50))) }))
            }
        return Spec(.bodies, "", ok, [spec])
    }

    private static func json(_ random: inout SeededGenerator, depth: Int) -> JSON {
        switch random.number(0...(depth > 0 ? 6 : 4)) {
        case 0: .bool(random.once(in: 2))
        case 1: .integer(random.number(-1_000_000...1_000_000))
        case 2: .number(Double(random.number(-1000...1000)) / 8)
        case 3: .string(random.text(values + ["\u{1}", "\u{1F600}", "\n"], 0...5))
        case 4: ["n": nil]
        case 5: .array(random.many(0...3) { json(&$0, depth: depth - 1) })
        default:
            .object(["a", "b", "é"].prefix(random.number(0...3)).map { .init($0, json(&random, depth: depth - 1)) })
        }
    }

    // MARK: Replies

    private static func fields(_ random: inout SeededGenerator) -> [String] {
        random.many(0...6) { random in
            random.pick(["X-A", "x-a", "X-B", "Server", "Date", "ETag", "Vary", "Via"])
                + random.pick([":", ": ", ":\t", ":  "])
                + random.text(["a", "1", " ", ",", ";", "=", "\"", ":", "/", "é"], 0...6)
        }
    }

    private static func reply(_ random: inout SeededGenerator) -> Spec {
        let status = random.pick([
            "200 OK", "201 Created", "202", "206 Part", "400 Bad", "404 Not Found", "409 C", "500 Oh no", "503 Busy",
        ])
        let closes = random.once(in: 4)
        let reply = Reply.ok(
            status, fields(&random) + (closes ? ["Connection: close"] : []), letters(&random, 0...300),
            then: closes ? .close : .keepOpen)
        return Spec(
            .replies, "", .replies([reply]),
            [line("GET", "{origin}/r", ("session", "s")), line("GET", "{origin}/r2", ("session", "s"))])
    }

    private static func chunkedReply(_ random: inout SeededGenerator) -> Spec {
        let chunks = random.many(0...6) { letters(&$0, 1...80) }
        let asked = line("GET", "{origin}/c").with("response", .string(random.pick(["body", "stream"])))
        return Spec(.replies, "", .replies([.chunked(fields(&random), chunks)]), [asked])
    }

    private static func decoding(_ random: inout SeededGenerator) -> Spec {
        let content = letters(&random, 0...3000)
        let coding = random.pick([ContentCoding.gzip, .deflate, .br, .zstd])
        let encoded = (try? ContentEncoder.encode(content, as: coding)) ?? content
        let fields = ["Content-Encoding: \(coding.rawValue)"]
        let reply =
            random.once(in: 2)
            ? Reply.ok("200 OK", fields, encoded)
            : Reply.chunked(
                fields,
                [Bytes(encoded.prefix(random.number(1...20))), Bytes(encoded.dropFirst(20))].filter { _ in
                    encoded.count > 20
                })
        let asked = line("GET", "{origin}/d").with("response", .string(random.pick(["body", "stream"])))
        return Spec(.decoding, "", .replies([reply]), [asked])
    }

    private static func charset(_ random: inout SeededGenerator) -> Spec {
        let charset = random.pick([
            "utf-8", "iso-8859-1", "windows-1252", "ascii", "koi8-r", "iso-8859-15", "windows-1251", "UTF-8", "cp437",
        ])
        let isText = random.once(in: 2)
        let body =
            isText
            ? Bytes(random.text(["a", "é", "日", " ", "\u{1F600}"], 0...10))
            : Bytes(random.many(0...10) { UInt8($0.number(32...126)) })
        return Spec(
            .text, "", .replies([.ok("200 OK", ["Content-Type: text/plain; charset=\(charset)"], body)]),
            [line("GET", "{origin}/t")])
    }

    private static func lines(_ random: inout SeededGenerator) -> Spec {
        let body = Bytes(random.text(["a", "bc", "é", " ", "\n", "\n", "\r\n"], 0...14))
        let reply = random.once(in: 2) ? Reply.ok("200 OK", [], body) : Reply.chunked([], body.isEmpty ? [] : [body])
        return Spec(.text, "", .replies([reply]), [line("GET", "{origin}/l", ("response", "lines"))])
    }

    // MARK: Redirects and cookies

    private static func redirect(_ random: inout SeededGenerator) -> Spec {
        let location =
            random.pick(["", "{origin}", "{other}", "", ".", ".."]) + "/"
            + random.text(plainWords.filter { $0 != ":" && $0 != "@" }, 0...4) + query(&random, plainWords)
        let method = random.pick(["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"])
        var asked = line(method, "{origin}/dir/start", ("follow_redirects", true))
        if ["POST", "PUT", "PATCH"].contains(method) { asked = asked.with("content", "body") }
        if random.once(in: 3) { asked = asked.with("headers", [["X-Key", "1"], ["Authorization", "Bearer t"]]) }
        let first = Reply.ok("\(random.pick([301, 302, 303, 307, 308])) Moved", ["Location: \(location)"])
        return Spec(.redirects, "", .replies([first, .ok("200 OK", [], "arrived")]), [asked])
    }

    private static func redirectChain(_ random: inout SeededGenerator) -> Spec {
        let hops = random.many(1...4) { random in
            Reply.ok(
                "\(random.pick([301, 302, 303, 307, 308])) M",
                ["Location: \(random.pick(["/", "/a/", "b/", "../", "?q="]))\(random.number(0...9))"])
        }
        return Spec(
            .redirects, "", .replies(hops + [.ok("200 OK", [], "arrived")]),
            [
                line(
                    "GET", "{origin}/s/t", ("follow_redirects", true),
                    ("max_redirects", .integer(random.number(2...8))))
            ])
    }

    private static func cookies(_ random: inout SeededGenerator) -> Spec {
        let set = random.many(1...3) { random in
            "Set-Cookie: \(random.pick(["a", "b", "c"]))=\(random.text(["1", "x", "-", "%20", "."], 1...3))"
                + random.many(0...2) {
                    $0.pick([
                        "; Path=/", "; Path=/p", "; Path=/p/q", "; Max-Age=100", "; Max-Age=0", "; HttpOnly",
                        "; Secure", "; SameSite=Lax",
                    ])
                }.joined()
        }
        let paths = random.many(2...3) { $0.pick(["/", "/p", "/p/q", "/p/q/r", "/pq"]) }
        return Spec(
            .cookies, "", .replies([.ok("200 OK", set, "ok"), .ok("200 OK", [], "ok")]),
            (["/p/q"] + paths).map { line("GET", "{host}\($0)", ("session", "s")) })
    }

    private static func service(_ random: inout SeededGenerator) -> Spec {
        let path = random.pick([
            "/anything/x", "/echo", "/anything", "/post", "/put", "/get", "/headers",
            "/status/\(random.number(200...299))", "/stream/\(random.number(1...9))",
        ])
        var asked = line(random.pick(["GET", "POST", "PUT"]), "{origin}\(path)" + query(&random, plainWords))
        if random.once(in: 2) {
            asked = asked.with("form", .pairs(random.many(1...3) { ($0.pick(["a", "b"]), $0.text(values, 0...2)) }))
        }
        return Spec(.service, "", .service, [asked])
    }
}

extension UInt8 {
    fileprivate init(ascii scalar: Unicode.Scalar) { self = UInt8(truncatingIfNeeded: scalar.value) }
}
