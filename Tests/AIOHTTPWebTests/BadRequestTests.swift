import AIOHTTPWeb
import FoundationEssentials
import HTTPValues
import TestSupport
import Testing

private enum SecretColor: String, Codable {
    case red
}

private struct SecretUser: Codable {
    struct Address: Codable {
        var street: String
        var number: Int
    }

    var name: String
    var color: SecretColor?
    var isAdmin: Bool?
    var addresses: [Address]?
    var scores: [String: Int8]?
    var born: Date?
    var home: Address?
}

@Suite("What a 400 says about the body of a request")
struct BadRequestTests {
    private struct OwnFailure: Error {}

    private struct Fussy: Decodable {
        init(from decoder: any Decoder) throws { throw OwnFailure() }
    }

    private func post(_ path: String, type: String = "application/json", _ body: String) async throws -> RawResponse {
        let app = sampleApplication()
        app.post("/users") { request in try .json(try await request.json(as: SecretUser.self)) }
        app.post("/fussy") { request in
            _ = try await request.json(as: Fussy.self)
            return .empty()
        }
        app.post("/form") { request in
            _ = try await request.form()
            return .empty()
        }
        return try await TestServer.with(app, http2: false) { server in
            let text = try await RawClient(server).run([
                .send("POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Type: \(type)\r\n"),
                .send("Content-Length: \(body.utf8.count)\r\n\r\n\(body)"), .shutdown, .receiveToEnd,
            ])
            return RawResponse(text)
        }
    }

    @Test(
        "Malformed JSON: the position of the error, typed or not", arguments: ["/json", "/users"],
        [
            ("", "expected a value, found the end", 0), (#"{"name""#, "expected :", 7),
            (#"{"name": nul}"#, "expected null", 9), ("[1] 2", "unexpected data after the value", 4),
        ])
    func malformed(path: String, body: (text: String, reason: String, offset: Int)) async throws {
        let response = try await post(path, body.text)
        #expect(response.status == 400)
        #expect(response.body == "400: Invalid JSON at byte \(body.offset): \(body.reason)")
        #expect(response["Content-Type"] == "text/plain; charset=utf-8")
    }

    @Test(
        "JSON of another shape: the place in it and what is wrong there",
        arguments: [
            ("[]", "the value is not an object"), ("{}", "name is missing"), (#"{"name": 1}"#, "name is not a string"),
            (#"{"name": null}"#, "name is null"),
            (#"{"name": "a", "isAdmin": 1}"#, "isAdmin is not a Boolean"),
            (#"{"name": "a", "color": "blue"}"#, "color has a value that is not allowed"),
            (#"{"name": "a", "color": 1}"#, "color is not a string"),
            (#"{"name": "a", "born": "today"}"#, "born is not a number"),
            (#"{"name": "a", "addresses": {}}"#, "addresses is not an array"),
            (#"{"name": "a", "addresses": [{"street": "b", "number": 1}, {}]}"#, "addresses[1].street is missing"),
            (#"{"name": "a", "home": {"street": "b", "number": "1"}}"#, "home.number is not a number"),
            (#"{"name": "a", "scores": {"a\n b": "c"}}"#, #"scores["a\n b"] is not a number"#),
            (#"{"name": "a", "scores": {"": "c"}}"#, #"scores[""] is not a number"#),
            (#"{"name": "a", "scores": {"b": 300}}"#, "a value is not allowed"),
        ])
    func mismatch(body: String, problem: String) async throws {
        let response = try await post("/users", body)
        #expect(response.status == 400)
        #expect(response.body == "400: Unexpected JSON: \(problem)")
    }

    @Test("A long key of the client is cut")
    func longKey() async throws {
        let key = String(repeating: "k", count: 10_000)
        let response = try await post("/users", #"{"name": "a", "scores": {"\#(key)": "c"}}"#)
        #expect(response.status == 400)
        #expect(response.body.hasPrefix("400: Unexpected JSON: scores.kkk"))
        #expect(response.body.utf8.count < 300)
    }

    @Test("An error of the application's own says nothing to the client")
    func ownFailure() async throws {
        let response = try await post("/fussy", "{}")
        #expect(response.status == 400)
        #expect(response.body == "400: Bad Request")
    }

    private static let part = "--B\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n"

    @Test(
        "A malformed form: the part, and what is wrong with it",
        arguments: [
            ("multipart/form-data", "", "the Content-Type has no boundary"),
            (
                "multipart/form-data; boundary=" + String(repeating: "b", count: 71), "",
                "the boundary is not 1 to 70 printable ASCII characters"
            ),
            ("multipart/form-data; boundary=B", "--C--", "the body does not contain the boundary"),
            ("multipart/form-data; boundary=B", part + "--Bx", "no line break after the boundary of part 2"),
            ("multipart/form-data; boundary=B", part, "part 1 does not end"),
            (
                "multipart/form-data; boundary=B", part + "--B\r\nno header\r\n\r\n\r\n--B--",
                "the headers of part 2 are malformed"
            ),
            ("multipart/form-data; boundary=B", part + "--B\r\nA: b\r\n\r\n\r\n--B--", "part 2 has no name"),
        ])
    func forms(type: String, body: String, problem: String) async throws {
        let response = try await post("/form", type: type, body)
        #expect(response.status == 400)
        #expect(response.body == "400: Invalid form: \(problem)")
    }

    @Test("Text in another charset than the request says: the charset")
    func text() async throws {
        let response = try await post("/text", type: "text/plain; charset=ascii", "é")
        #expect(response.status == 400)
        #expect(response.body == "400: The text is not valid ascii")
    }
}
