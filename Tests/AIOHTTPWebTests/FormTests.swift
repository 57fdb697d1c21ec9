import HTTPValues
import TestSupport
import Testing

@testable import AIOHTTPWeb

/// Request bodies as text, JSON and forms, and the values read from request headers.
@Suite struct FormTests {
    private func application() -> Web.Application {
        let app = sampleApplication()
        app.post("/form") { request in
            let form = try await request.form()
            return .text(
                (form.fields.pairs.map { "\($0.name)=\($0.value)" }
                    + form.files.map { "\($0.name):\($0.filename):\($0.contentType):\($0.content.utf8Text)" })
                    .joined(separator: "|"))
        }
        app.get("/cookies") { request in
            .text(request.cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "|"))
        }
        return app
    }

    private func post(_ path: String, type: String?, _ body: String) async throws -> (status: Int, body: String) {
        try await TestServer.with(application()) { server in
            let field = type.map { "Content-Type: \($0)\r\n" } ?? ""
            let text = try await RawClient(server).run([
                .send("POST \(path) HTTP/1.1\r\nHost: x\r\n\(field)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"),
                .shutdown, .receiveToEnd,
            ])
            return (RawResponse(text).status, RawResponse(text).body)
        }
    }

    private static let urlEncoded = "application/x-www-form-urlencoded"

    @Test(arguments: [
        ("a=1&b=2", "a=1|b=2"), ("a=b+c%20d", "a=b c d"), ("a=1;b=2", "a=1;b=2"), ("a=&b", "a=|b="), ("", ""),
        ("a=1&a=2", "a=1|a=2"), ("a=%zz", "a=%zz"),
    ]) func fieldsAreDecoded(body: String, expected: String) async throws {
        #expect(try await post("/form", type: Self.urlEncoded, body).body == expected)
    }

    @Test func otherTypesAreNoForm() async throws {
        #expect(try await post("/form", type: nil, "a=1").body == "")
    }

    @Test func manyFieldsAreRefused() async throws {
        let body = (0...1000).map { "f\($0)=1" }.joined(separator: "&")
        #expect(try await post("/form", type: Self.urlEncoded, body).status == 413)
    }

    private static func part(_ disposition: String, _ content: String, more: String = "") -> String {
        "--B\r\nContent-Disposition: form-data; \(disposition)\r\n\(more)\r\n\(content)\r\n"
    }

    @Test func multipartIsTakenApart() async throws {
        let body =
            "preamble\r\n" + Self.part(#"name="a""#, "1\r\n2") + Self.part("name=b", "")
            + Self.part(#"name="f"; filename="../e.txt""#, "x", more: "Content-Type: text/plain\r\n")
            + Self.part(#"name="g"; filename="a"; filename*=UTF-8''%C3%A9"#, "y") + "--B--\r\nepilogue"
        let answer = try await post("/form", type: "multipart/form-data; boundary=\"B\"", body)
        #expect(answer.body == "a=1\r\n2|b=|f:../e.txt:text/plain:x|g:Ã©:application/octet-stream:y")
    }

    @Test(arguments: [
        ("multipart/form-data", "--B--"), ("multipart/form-data; boundary=C", "--B--"),
        ("multipart/form-data; boundary=" + String(repeating: "b", count: 71), "--B--"),
        ("multipart/form-data; boundary=B", part("name=a", "1")), ("multipart/form-data; boundary=B", "--B"),
        ("multipart/form-data; boundary=B", part("x=a", "1") + "--B--"),
        ("multipart/form-data; boundary=B", "--B\r\nno header\r\n\r\nx\r\n--B--"),
        ("multipart/form-data; boundary=B", "--B\r\nA: b"), ("multipart/form-data; boundary=B", ""),
        ("multipart/form-data; boundary=B", "--B\r\n--B--"),
    ]) func malformedMultipartIsRefused(type: String, body: String) async throws {
        #expect(try await post("/form", type: type, body).status == 400)
    }

    @Test(arguments: [
        ("text/plain", "hé", 200), ("text/plain; charset=latin-1", "hé", 200), ("text/plain; charset=x", "a", 415),
        ("text/plain; charset=ascii", "hé", 400),
    ]) func charsetIsHonoured(type: String, body: String, status: Int) async throws {
        let answer = try await post("/text", type: type, body)
        #expect(answer.status == status)
    }

    @Test(
        "Text is decoded in any known charset",
        arguments: [
            ("iso-8859-1", [0x68, 0xE9], "hé"), ("shift_jis", [0x83, 0x65], "テ"), ("utf-16", [0x68, 0, 0xE9, 0], "hé"),
            ("windows-1252", [0x80], "€"), ("UTF-8", [0xC3, 0xA9], "é"),
        ] as [(String, [UInt8], String)])
    func textIsReadInItsCharset(charset: String, body: [UInt8], expected: String) async throws {
        try await TestServer.with(application()) { server in
            let head = "POST /text HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain; charset=\(charset)\r\n"
            let text = try await RawClient(server).run([
                .send(head + "Content-Length: \(body.count)\r\n\r\n"), .sendBytes(body), .shutdown, .receiveToEnd,
            ])
            // `RawResponse` holds received bytes as ISO-8859-1.
            let answer = String(decoding: RawResponse(text).body.unicodeScalars.map { UInt8($0.value) }, as: UTF8.self)
            #expect(answer == expected)
        }
    }

    @Test(arguments: [#"{"a": 1}"#: 200, "": 400, "{": 400, "nul": 400]) func jsonIsChecked(
        body: String, status: Int
    ) async throws {
        #expect(try await post("/json", type: "text/plain", body).status == status)
    }

    @Test(arguments: [
        ("a=1; b=2", "a=1|b=2"), ("a=1; a=2", "a=2"), (#"a="b c\073\"d""#, #"a=b c;"d"#), ("bad", "bad="), (";;=x", ""),
    ]) func cookiesAreRead(field: String, expected: String) async throws {
        try await TestServer.with(application()) { server in
            let text = try await RawClient(server).run([
                .send("GET /cookies HTTP/1.1\r\nHost: x\r\nCookie: \(field)\r\n\r\n"), .shutdown, .receiveToEnd,
            ])
            #expect(RawResponse(text).body == expected)
        }
    }
}
