import AIOHTTPWeb
import Foundation
import HTTPValues
import MiniServer
import TestSupport
import Testing

/// Sends requests to the routes with the `curl` command.
@Suite("Routes of the mini server")
struct MiniServerTests {
    struct Answer {
        var status = 0
        var headers = Headers()
        var body = Bytes()
        var json: JSON { (try? JSON(parsing: body)) ?? .null }
    }

    private func ask(_ arguments: String..., path: String) async throws -> Answer {
        try await TestServer.with(MiniServer.application()) { try await Self.curl($0, arguments, path) }
    }

    private static func curl(_ server: TestServer, _ arguments: [String], _ path: String) async throws -> Answer {
        let url = server.baseURL + path
        let options = ["-sS", "--max-time", "30", "-D", "-"]
        let output = Data(try await Subprocess("curl", options + arguments + [url]).run().outputBytes)
        let end = try #require(output.range(of: Data("\r\n\r\n".utf8)))
        let lines = String(decoding: output[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let headers = Headers(
            lines.dropFirst().map { line in
                let parts = line.components(separatedBy: ": ")
                return (parts[0], parts.dropFirst().joined(separator: ": "))
            })
        return Answer(status: status, headers: headers, body: Bytes(output[end.upperBound...]))
    }

    @Test("/get reports arguments and headers")
    func get() async throws {
        let answer = try await ask(
            "-H", "x-one: 1", "-H", "X-one: 2", "-H", "User-Agent: t", path: "/get?a=1&b=2&a=3&c=")
        #expect(answer.status == 200)
        #expect(answer.headers.first("Content-Type") == "application/json")
        #expect(answer.json.object?.map(\.name) == ["args", "headers", "origin", "url"])
        #expect(answer.json["args"] == ["a": ["1", "3"], "b": "2", "c": ""])
        #expect(answer.json["headers"]["X-One"] == "1,2")
        #expect(answer.json["headers"]["User-Agent"] == "t")
        #expect(answer.json["origin"] == "127.0.0.1")
        #expect(answer.json["url"].string?.hasSuffix("/get?a=1&b=2&a=3&c=") == true)
    }

    @Test("/post reports forms, JSON and other bodies", arguments: ["POST", "PUT", "PATCH", "DELETE"]) func bodies(
        method: String
    ) async throws {
        let path = "/" + method.lowercased()
        let json = try await ask("-X", method, "-H", "Content-Type: application/json", "-d", #"{"k": [1]}"#, path: path)
        #expect(json.json["json"] == ["k": [1]])
        #expect(json.json["data"] == #"{"k": [1]}"#)
        #expect(json.json["form"] == [:])
        let form = try await ask("-X", method, "-d", "a=1&a=2&b=c+d", path: path)
        #expect(form.json["form"] == ["a": ["1", "2"], "b": "c d"])
        #expect(form.json["data"] == "")
        #expect(form.json["json"].isNull)
    }

    @Test("/post reports files")
    func files() async throws {
        let answer = try await ask("-F", "a=1", "-F", "f=content;filename=x.txt;type=text/plain", path: "/post")
        #expect(answer.json["form"] == ["a": "1"])
        #expect(answer.json["files"] == ["f": "content"])
    }

    @Test("/anything accepts any method and reports it")
    func anything() async throws {
        for path in ["/anything", "/anything/a/b"] {
            let answer = try await ask("-X", "PUT", "-d", "x=y", path: path)
            #expect(answer.json["method"] == "PUT")
            #expect(answer.json["url"].string?.hasSuffix(path) == true)
        }
    }

    @Test(
        "A wrong method gets a 405 with an Allow header",
        arguments: [("POST", "/get", "GET,HEAD"), ("GET", "/post", "POST"), ("POST", "/ip", "GET,HEAD")])
    func wrongMethod(method: String, path: String, allowed: String) async throws {
        let answer = try await ask("-X", method, path: path)
        #expect(answer.status == 405)
        #expect(answer.headers.first("Allow") == allowed)
    }

    @Test("/echo returns the request body")
    func echo() async throws {
        for path in ["/echo", "/"] {
            let answer = try await ask("-H", "Content-Type: a/b", "-d", "body", path: path)
            #expect(answer.body == "body")
            #expect(answer.headers.first("Content-Type") == "a/b")
        }
        #expect(
            try await ask("-X", "DELETE", path: "/echo").headers.first("Content-Type") == "application/octet-stream")
        #expect(try await ask(path: "/").headers.first("Content-Type")?.hasPrefix("text/html") == true)
    }

    @Test("Large bodies arrive", arguments: [("/echo", 64), ("/echo?stream", 64), ("/post", 4), ("/anything", 4)])
    func largeBodies(path: String, mebibytes: Int) async throws {
        let file = NSTemporaryDirectory() + "duet-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data(repeating: 0x61, count: mebibytes << 20).write(to: URL(fileURLWithPath: file))
        for extra in [[], ["-H", "Transfer-Encoding: chunked"]] {
            let answer = try await TestServer.with(MiniServer.application()) {
                try await Self.curl(
                    $0, extra + ["-H", "Expect:", "-H", "Content-Type: text/plain", "--data-binary", "@" + file], path)
            }
            #expect(answer.status == 200)
            #expect(answer.body.count >= mebibytes << 20)
        }
    }

    @Test(
        "/status returns the requested status",
        arguments: [
            ("200", 200), ("404", 404), ("418", 418), ("599", 599), ("999", 999), ("301", 301), ("401", 401),
            ("99", 400), ("100", 400), ("199", 400), ("1000", 400), ("x", 400), ("-1", 400),
        ]) func status(text: String, status: Int) async throws
    {
        let answer = try await ask(path: "/status/" + text)
        #expect(answer.status == status)
        #expect(answer.headers.first("Location") == (status == 301 ? "/redirect/1" : nil))
        #expect(answer.headers.first("WWW-Authenticate")?.hasPrefix("Basic ") == (status == 401 ? true : nil))
        if status != 400 { #expect(answer.body.isEmpty) }
    }

    @Test("/cookies sets and deletes cookies")
    func cookies() async throws {
        #expect(try await ask("-b", "a=1; b=2", path: "/cookies").json == ["cookies": ["a": "1", "b": "2"]])
        for path in ["/cookies/set?k=v", "/cookies/set/k/v"] {
            let answer = try await ask(path: path)
            #expect(answer.status == 302)
            #expect(answer.headers.first("Location") == "/cookies")
            #expect(answer.headers.all("Set-Cookie") == ["k=v; Path=/"])
        }
        let deleted = try await ask(path: "/cookies/delete?k").headers.first("Set-Cookie")
        #expect(deleted?.contains("Max-Age=0") == true)
    }

    @Test("/redirect ends at /get", arguments: ["redirect", "relative-redirect", "absolute-redirect"])
    func redirects(kind: String) async throws {
        let text = try await TestServer.with(MiniServer.application()) { server in
            try await Self.curl(
                server, ["-L", "-o", "/dev/null", "-w", "\r\n%{num_redirects} %{url_effective}\r\n\r\n"], "/\(kind)/3")
        }
        #expect(text.status == 302)
        #expect(text.body.utf8Text.contains("\r\n3 http://"))
        #expect(text.body.utf8Text.hasSuffix("/get\r\n\r\n"))
        let first = try await ask(path: "/\(kind)/1").headers.first("Location")
        #expect(first?.hasSuffix("/get") == true)
        #expect(first?.hasPrefix("http://") == (kind == "absolute-redirect"))
    }

    @Test("/redirect-to redirects to the given URL")
    func redirectTo() async throws {
        let answer = try await ask("-X", "PUT", path: "/redirect-to?url=http%3A%2F%2Fexample.com%2F&status_code=307")
        #expect(answer.status == 307)
        #expect(answer.headers.first("Location") == "http://example.com/")
        #expect(try await ask(path: "/redirect-to").status == 400)
    }

    @Test("Credentials are checked")
    func credentials() async throws {
        let right = try await ask("-u", "user:pass", path: "/basic-auth/user/pass")
        #expect(right.json == ["authenticated": true, "user": "user"])
        let wrong = try await ask("-u", "user:wrong", path: "/basic-auth/user/pass")
        #expect(wrong.status == 401)
        #expect(wrong.headers.first("WWW-Authenticate")?.hasPrefix("Basic ") == true)
        #expect(try await ask("-H", "Authorization: Bearer t", path: "/bearer").json["authenticated"] == true)
        #expect(try await ask(path: "/bearer").headers.first("WWW-Authenticate") == "Bearer")
    }

    @Test(
        "/gzip, /deflate and /brotli compress",
        arguments: [("/gzip", "gzip", "gzipped"), ("/deflate", "deflate", "deflated"), ("/brotli", "br", "brotli")])
    func compression(path: String, coding: String, flag: String) async throws {
        let answer = try await ask("--compressed", path: path)
        #expect(answer.headers.first("Content-Encoding") == coding)
        #expect(answer.json[flag] == true)
    }

    @Test("/stream and /bytes have limits")
    func limits() async throws {
        let lines = try await ask(path: "/stream/200")
        #expect(lines.headers.first("Transfer-Encoding") == "chunked")
        let ids = try lines.body.utf8Text.split(separator: "\n").map { try JSON(parsing: String($0))["id"].int }
        #expect(ids == Array(0..<100))
        let bytes = try await ask(path: "/bytes/1000?seed=7")
        #expect(bytes.headers.first("Content-Length") == "1000")
        #expect(bytes.body == (try await ask(path: "/bytes/1000?seed=7").body))
        #expect(try await ask(path: "/bytes/999999").body.count == 100 << 10)
        #expect(try await ask(path: "/bytes/x").status == 404)
    }

    @Test("/sse numbers its events")
    func events() async throws {
        let answer = try await ask(path: "/sse/2")
        #expect(answer.headers.first("Content-Type") == "text/event-stream")
        #expect(answer.body == "id: 0\nevent: ping\ndata: {\"id\": 0}\n\nid: 1\nevent: ping\ndata: {\"id\": 1}\n\n")
    }

    @Test("/delay waits before it responds")
    func delay() async throws {
        #expect(try await ask(path: "/delay/0.01").status == 200)
        #expect(try await ask(path: "/delay/x").status == 400)
        #expect(try await ask(path: "/delay/nan").status == 400)
    }
}
