import AIOHTTPWeb
import HTTPValues
import TestSupport
import Testing

/// Responses on the wire.
@Suite struct ResponseTests {
    private func respond(_ target: String, method: String = "GET", version: String = "1.1") async throws -> RawResponse
    {
        try await TestServer.with(sampleApplication(), http2: false) { server in
            let request = "\(method) \(target) HTTP/\(version)\r\nHost: x\r\n\r\n"
            return RawResponse(try await RawClient(server).run([.send(request), .shutdown, .receiveToEnd]))
        }
    }

    @Test func defaultFieldsStandInOrder() async throws {
        let response = try await respond("/")
        #expect(response.statusLine == "HTTP/1.1 200 OK")
        #expect(response.names == ["Content-Type", "Content-Length", "Date", "Server"])
        #expect(response["Content-Type"] == "text/plain; charset=utf-8")
        #expect(response["Date"]?.count == 29)
    }

    @Test func headHasTheFieldsOfGetAndNoBody() async throws {
        let response = try await respond("/", method: "HEAD")
        #expect(response.names == ["Content-Type", "Content-Length", "Date", "Server"])
        #expect(response["Content-Length"] == "5")
        #expect(response.body == "")
    }

    @Test func headOfAStreamHasNoBody() async throws {
        #expect(try await respond("/stream", method: "HEAD").body == "")
        let exact = try await respond("/stream/exact", method: "HEAD")
        #expect(exact.body == "")
        #expect(exact["Content-Length"] == "6")
    }

    @Test func wrongMethodNamesTheRightOnes() async throws {
        let response = try await respond("/a", method: "DELETE")
        #expect(response.status == 405)
        #expect(response["Allow"] == "GET,HEAD")
    }

    @Test(arguments: [204, 304]) func statusWithoutBodyHasNoLength(status: Int) async throws {
        let response = try await respond("/status/\(status)")
        #expect(response.status == status)
        #expect(response["Content-Length"] == nil)
        #expect(response.body == "")
    }

    @Test func emptyResponseHasLengthAndNoType() async throws {
        let response = try await respond("/empty")
        #expect(response["Content-Length"] == "0")
        #expect(response["Content-Type"] == nil)
    }

    @Test func bytesAreOctetStream() async throws {
        #expect(try await respond("/bytes")["Content-Type"] == "application/octet-stream")
    }

    @Test func unknownStatusHasNoReason() async throws {
        #expect(try await respond("/status/299").statusLine == "HTTP/1.1 299 ")
    }

    @Test func streamIsChunked() async throws {
        let response = try await respond("/stream")
        #expect(response["Transfer-Encoding"] == "chunked")
        #expect(response["Content-Length"] == nil)
        #expect(response.body == "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n")
    }

    @Test func streamToHTTP10EndsWithTheConnection() async throws {
        let response = try await respond("/stream", version: "1.0")
        #expect(response["Transfer-Encoding"] == nil)
        #expect(response["Connection"] == "close")
        #expect(response.body == "onetwo")
    }

    @Test func trailersFollowTheBody() async throws {
        #expect(try await respond("/trailers").body == "1\r\nx\r\n0\r\nX-Sum: 1\r\n\r\n")
    }

    @Test func failureIsAFixedText() async throws {
        let response = try await respond("/fails")
        #expect(response.status == 500)
        #expect(response["Connection"] == "close")
        #expect(response.body == "500 Internal Server Error")
    }

    @Test func injectedFieldBecomesA500() async throws {
        let response = try await respond("/injection")
        #expect(response.status == 500)
        #expect(!response.names.contains("X-C"))
        #expect(response["Connection"] == "close")
    }

    @Test(
        "A status that cannot be final becomes a 500 over both protocols",
        arguments: ["/status/100", "/status/101", "/status/199", "/status/99", "/status/1000", "/stream/100"])
    func interimStatusBecomesA500(path: String) async throws {
        let app = sampleApplication()
        app.get("/stream/100") { _ in .stream(status: 100) { try await $0.write("x") } }
        try await TestServer.with(app) { server in
            for version in ["--http1.1", "--http2-prior-knowledge"] {
                let output = try await run([
                    "curl", "-sS", "--max-time", "5", version, "-w", " %{http_code}", server.baseURL + path,
                ]).output
                #expect(output == "500 Internal Server Error 500")
            }
        }
    }

    @Test func thrownStatusIsAnswered() async throws {
        let response = try await respond("/teapot")
        #expect(response.status == 418)
        #expect(response.body == "418: I'm a Teapot")
    }

    @Test func locationIsEncoded() async throws {
        #expect(try await respond("/redirect")["Location"] == "/a%20b")
    }

    @Test(arguments: [
        ("v", "k=v; Path=/"), ("b c;é", #"k="b c\073\351"; Path=/"#), ("", #"k=""; Path=/"#),
    ]) func cookiesAreQuoted(value: String, expected: String) {
        var response = Web.Response.empty()
        response.setCookie("k", value)
        #expect(response.headers.first("Set-Cookie") == expected)
    }

    @Test func deletedCookieExpires() {
        var response = Web.Response.empty()
        response.deleteCookie("k")
        #expect(
            response.headers.first("Set-Cookie")
                == #"k=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/"#)
    }

    @Test("JSON is written with the spaces of Python, and an encoded value as its encoder writes it")
    func jsonSpaces() throws {
        let value = ["a": "é", "b": "c"]
        #expect(Web.Response.json(["a": "é"]).bodyText == #"{"a": "\u00e9"}"#)
        #expect(Web.Response.json(["a": "é"], format: .compact).bodyText == #"{"a":"é"}"#)
        #expect(try Web.Response.json(value).bodyText == #"{"a":"é","b":"c"}"#)
        #expect(try Web.Response.json(JSON(encoding: value)).bodyText == #"{"a": "\u00e9", "b": "c"}"#)
        #expect(throws: EncodingError.self) { try Web.Response.json(["a": Double.infinity]) }
    }
}

extension Web.Response {
    fileprivate var bodyText: String? { if case .bytes(let bytes) = body { bytes.utf8Text } else { nil } }
}
