import AIOHTTPWeb
import FetchConformance
import HTTPValues
import MiniServer
import Testing

@testable import DuetCLI

/// The line protocol. Other programs depend on its exact format.
@Suite("duet exec", .timeLimit(.minutes(1)))
struct ExecTests {
    /// The results of several lines in one session.
    private func results(of lines: [JSON]) async -> [JSON] {
        await results(ofTexts: lines.map { $0.text(.compact) })
    }

    private func results(ofTexts lines: [String]) async -> [JSON] {
        await RealThread.run {
            let session = ExecSession()
            defer { session.close() }
            return lines.map { session.result(of: $0) }
        }
    }

    private static let ways: [(style: String, mode: String)] = [
        ("httpx", "sync"), ("httpx", "async"), ("aiohttp", "async"),
    ]

    @Test("A result has the same members in every style", arguments: ways)
    func members(style: String, mode: String) async throws {
        try await TestServer.with(MiniServer.application()) { server in
            let url = server.baseURL + "/status/201"
            let result = try #require(
                await results(of: [
                    ["id": "7", "style": .string(style), "mode": .string(mode), "method": "GET", "url": .string(url)]
                ]).first)
            #expect(
                result.object?.map(\.name) == [
                    "id", "ok", "status", "reason", "http_version", "url", "headers", "body_b64", "encoding", "text",
                    "history", "cookies", "elapsed",
                ])
            #expect(result["id"] == "7")
            #expect(result["ok"] == true)
            #expect(result["status"] == 201)
            #expect(result["reason"] == "Created")
            #expect(result["http_version"] == "HTTP/1.1")
            #expect(result["url"] == .string(url))
            #expect(result["history"] == [])
            #expect(result["elapsed"].double ?? -1 >= 0)
        }
    }

    @Test("A request is sent exactly as its line describes it", arguments: ways)
    func request(style: String, mode: String) async throws {
        try await TestServer.with(MiniServer.application()) { server in
            let result = try #require(
                await results(of: [
                    [
                        "id": "1", "style": .string(style), "mode": .string(mode), "method": "POST",
                        "url": .string(server.baseURL + "/anything"), "params": [["a", "1"], ["a", "2"]],
                        "headers": [["X-A", "1"], ["X-A", "2"]], "cookies": ["k": "v"], "json": ["b": [1, .null]],
                        "auth": ["type": "basic", "username": "u", "password": "p"],
                    ]
                ]).first)
            let seen = try JSON(parsing: try #require(result["text"].string))
            #expect(seen["method"] == "POST")
            #expect(seen["args"] == ["a": ["1", "2"]])
            #expect(seen["headers"]["X-A"] == "1,2")
            #expect(seen["headers"]["Cookie"] == "k=v")
            #expect(seen["headers"]["Authorization"] == "Basic dTpw")
            #expect(seen["json"] == ["b": [1, .null]])
        }
    }

    @Test(
        "A body is sent in each of its forms",
        arguments: [
            (["content": "text"], "text"), (["content_b64": "AGFi"], "\u{0}ab"),
            (["form": [["a", "b c"]]], "a=b+c"), (["chunks_b64": ["YWI=", "Yw=="]], "abc"), (["json": "x"], "\"x\""),
        ] as [(JSON, Bytes)])
    func bodies(members: JSON, sent: Bytes) async throws {
        try await TestServer.with(MiniServer.application()) { server in
            let request: [JSON.Member] =
                [.init("method", "POST"), .init("url", .string(server.baseURL + "/echo"))] + (members.object ?? [])
            let result = try #require(await results(of: [.object(request)]).first)
            #expect(result["body_b64"] == .string(Base64.encode(sent)))
        }
    }

    @Test("Lines that name the same session share its cookies and other lines do not", arguments: ways)
    func sessions(style: String, mode: String) async throws {
        try await TestServer.with(MiniServer.application()) { server in
            // aiohttp stores no cookies for IP addresses.
            let origin = "http://localhost:\(server.port)"
            func line(_ path: String, _ session: String?) -> JSON {
                var members: [JSON.Member] = [
                    .init("style", .string(style)), .init("mode", .string(mode)),
                    .init("url", .string(origin + path)), .init("follow_redirects", false),
                ]
                if let session { members.append(.init("session", .string(session))) }
                return .object(members)
            }
            let results = await results(of: [
                line("/cookies/set?k=v", "s1"), line("/cookies", "s1"), line("/cookies", "s2"), line("/cookies", nil),
            ])
            #expect(results[0]["cookies"][0]["name"] == "k")
            #expect(results.dropFirst().map { $0["text"].string?.contains("\"k\"") } == [true, false, false])
        }
    }

    @Test("Redirects are in the history, and a body can be read line by line")
    func historyAndLines() async throws {
        try await TestServer.with(MiniServer.application()) { server in
            let results = await results(of: [
                ["url": .string(server.baseURL + "/relative-redirect/1"), "follow_redirects": true],
                ["url": .string(server.baseURL + "/stream/2"), "response": "lines"],
                ["url": .string(server.baseURL + "/bytes/3"), "response": "stream"],
            ])
            #expect(
                results[0]["history"] == [["status": 302, "url": .string(server.baseURL + "/relative-redirect/1")]])
            #expect(results[0]["url"] == .string(server.baseURL + "/get"))
            #expect(results[1]["lines"].array?.count == 2)
            #expect(results[1]["body_b64"] == "")
            #expect(results[2]["body_b64"].string.flatMap { Base64.decode($0)?.count } == 3)
            #expect(results[2]["lines"] == .null)
        }
    }

    @Test(
        "An error is named after the original's exception",
        arguments: [
            ("httpx", "http://127.0.0.1:1/", "ConnectError"),
            ("aiohttp", "http://127.0.0.1:1/", "ClientConnectorError"),
            ("httpx", "ftp://x.test/", "UnsupportedProtocol"), ("aiohttp", "ftp://x.test/", "NonHttpUrlClientError"),
            ("curl", "http://x.test/", "ValueError"),
        ])
    func failures(style: String, url: String, kind: String) async throws {
        let result = try #require(
            await results(of: [["id": "9", "style": .string(style), "url": .string(url)]]).first)
        #expect(result.object?.map(\.name) == ["id", "ok", "error", "elapsed"])
        #expect(result["id"] == "9")
        #expect(result["ok"] == false)
        #expect(result["error"]["kind"] == .string(kind))
        #expect(result["error"]["message"].string?.isEmpty == false)
    }

    @Test("An error status is a failure if the line sets raise_for_status")
    func raisesForStatus() async throws {
        try await TestServer.with(MiniServer.application()) { server in
            let url = JSON.string(server.baseURL + "/status/404")
            let results = await results(of: [
                ["url": url, "raise_for_status": true], ["url": url, "raise_for_status": true, "style": "aiohttp"],
            ])
            #expect(results.map { $0["error"]["kind"] } == ["HTTPStatusError", "ClientResponseError"])
        }
    }

    @Test("Malformed lines and unknown operations get a result too")
    func otherLines() async {
        let results = await results(ofTexts: ["{", #"{"id": "1", "op": "unknown"}"#, #"{"id": "2", "url": ""}"#])
        #expect(results.map { $0["ok"] } == [false, false, false])
        #expect(results[0]["id"] == .null)
        #expect(results[0]["error"]["kind"] == "ValueError")
        #expect(results[1]["error"]["kind"] == "NotImplementedError")
        #expect(results[2]["id"] == "2")
    }
}

@Suite("URLs in duet exec")
struct ExecURLTests {
    @Test("The parts of a URL match the style's own URL type")
    func parts() async throws {
        let url = "http://u:p@Host:8080/a%20b?q=1#f"
        for style in ["httpx", "aiohttp"] {
            let result = try ExecURL.parse(["id": "1", "op": "url", "style": .string(style), "url": .string(url)])
            #expect(
                result == [
                    "id": "1", "ok": true, "url": "http://u:p@host:8080/a%20b?q=1#f", "scheme": "http", "host": "host",
                    "port": 8080, "username": "u", "password": "p", "path": "/a%20b", "query": "q=1", "fragment": "f",
                ], "\(style)")
        }
    }

    @Test("A port missing from the URL is null in httpx and the default port in aiohttp")
    func ports() throws {
        #expect(try ExecURL.parse(["style": "httpx", "url": "https://h/"])["port"] == .null)
        #expect(try ExecURL.parse(["style": "aiohttp", "url": "https://h/"])["port"] == 443)
    }

    @Test("A URL is joined to its base")
    func joining() throws {
        #expect(try ExecURL.parse(["url": "../x", "base": "http://h/a/b/c"])["url"] == "http://h/a/x")
    }

    @Test("An invalid URL fails with InvalidURL")
    func invalid() {
        let error = #expect(throws: InvalidURL.self) { try ExecURL.parse(["url": "http://h:x/"]) }
        #expect(error.map { ExecError($0).kind } == "InvalidURL")
    }

    @Test(
        "Charsets have the names of Python's codecs",
        arguments: [("UTF8", "utf-8"), ("ISO-8859-15", "iso8859-15"), ("windows-1252", "cp1252"), ("x_y", "x-y")])
    func codecs(charset: String, name: String) {
        #expect(PythonCodec.name(of: charset) == name)
    }
}
