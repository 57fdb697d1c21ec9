import Foundation
import HTTPX
import Loopback
import Testing

private struct User: Codable, Sendable, Equatable {
    var name: String
}

/// Values of a program, passed as they are.
@Suite("Arguments of HTTPX")
struct ArgumentTests {
    private let client: AsyncClient
    private let fields = ["b": "2", "a": "1"]

    init() async throws { client = try await AsyncClient(baseURL: Loopback.url) }

    @Test("Variables in a literal are query parameters")
    func parameters() async throws {
        let (page, q) = (2, "swift http")
        let missing: Int? = nil
        let echo = try await client.get("/echo", params: ["page": page, "q": q, "new": true, "no": missing]).json
        #expect(echo["target"] == "/echo?page=2&q=swift+http&new=true&no=")
    }

    @Test("A dictionary is a form, query parameters, headers or cookies")
    func dictionaries() async throws {
        #expect(try await client.post("/echo", form: fields).json["body"] == "a=1&b=2")
        #expect(try await client.get("/echo", params: fields).json["target"] == "/echo?a=1&b=2")
        #expect(try await client.get("/echo", headers: fields).json["headers"]["b"] == "2")
        #expect(try await client.get("/echo", cookies: fields).json["headers"]["cookie"] == "a=1; b=2")
    }

    @Test("Headers and query parameters are made from a dictionary")
    func conversions() async throws {
        #expect(try await client.get("/echo", headers: Headers(fields)).json["headers"]["a"] == "1")
        let parameters = QueryParameters(fields)
        #expect(try await client.get("/echo", params: parameters).json["target"] == "/echo?a=1&b=2")
    }

    @Test("Foundation's URL is a URL")
    func url() async throws {
        let base = try await client.get("/echo").url.text
        let url = try #require(URL(string: base + "?a=b%20c"))
        #expect(try await client.get(url).json["target"] == "/echo?a=b%20c")
    }

    @Test("A function takes any kind of URL")
    func anyURL() async throws {
        func target(of url: some URLConvertible) async throws -> JSON { try await client.get(url).json["target"] }
        #expect(try await target(of: "/echo") == "/echo")
        #expect(try await target(of: client.get("/echo").url) == "/echo")
    }

    @Test("An Encodable variable is sent as JSON")
    func encodable() async throws {
        let user = User(name: "Ada")
        try await client.post("/echo", json: user)
        let echo = try await client.put("/echo", json: user).json
        #expect(echo["body"] == #"{"name":"Ada"}"#)
        #expect(echo["headers"]["content-type"] == "application/json")
        #expect(try await client.post("/echo", params: fields, json: [user]).json["body"] == #"[{"name":"Ada"}]"#)
    }

    @Test("The type of a response is inferred from the variable it is decoded into")
    func decoded() async throws {
        let user: User = try await client.get("/users/ada").json()
        #expect(user == User(name: "ada"))
        #expect(try await client.get("/users/bob").json(as: User.self).name == "bob")
    }

    @Test("Strings, data and arrays of bytes are bodies")
    func bodies() async throws {
        let data = Data("data".utf8)
        let bytes: [UInt8] = [0x62, 0x79]
        #expect(try await client.post("/echo", body: "hello").json["body"] == "hello")
        #expect(try await client.post("/echo", body: data).json["body"] == "data")
        #expect(try await client.patch("/echo", body: bytes).json["body"] == "by")
    }

    @Test("Sequences of data or bytes are streamed, asynchronous ones too")
    func streams() async throws {
        let chunks = [Data("one ".utf8), Data("two".utf8)]
        let upload = AsyncStream<Data> { continuation in
            for chunk in chunks { continuation.yield(chunk) }
            continuation.finish()
        }
        #expect(try await client.post("/echo", body: .stream(chunks)).json["body"] == "one two")
        #expect(try await client.post("/echo", body: .stream(upload)).json["body"] == "one two")
        let bytes: [[UInt8]] = [[0x6F], [0x6E, 0x65]]
        #expect(try await client.post("/echo", body: .chunks(bytes)).json["body"] == "one")
    }

    @Test("A Duration, a variable or a literal is a timeout")
    func timeout() async throws {
        let (seconds, whole, duration) = (0.05, 5, Duration.milliseconds(50))
        #expect(try await timesOut { try await client.get("/slow", timeout: 0.05) })
        #expect(try await timesOut { try await client.get("/slow", timeout: seconds) })
        #expect(try await timesOut { try await client.get("/slow", timeout: duration) })
        #expect(try await timesOut { try await client.get("/slow", timeout: .seconds(0.05)) })
        #expect(try await timesOut { try await client.get("/slow", timeout: Timeout(5, read: seconds)) })
        #expect(try await client.get("/echo", timeout: whole).isSuccess)
        #expect(try await client.get("/echo", timeout: Timeout(whole)).isSuccess)
        #expect(try await client.get("/echo", timeout: .seconds(5)).isSuccess)
    }

    private func timesOut(_ call: () async throws -> Response) async throws -> Bool {
        do {
            _ = try await call()
            return false
        } catch let error as RequestError where error.isTimeout {
            return true
        }
    }

    @Test("A request is built in one expression and sent")
    func request() async throws {
        let request = FetchRequest(.put, "/echo", params: ["a": 1], cookies: ["c": "d"], body: .json(["e": 1]))
        let echo = try await client.send(request).json
        #expect(echo["method"] == "PUT")
        #expect(echo["target"] == "/echo?a=1")
        #expect(echo["headers"]["cookie"] == "c=d")
        #expect(echo["body"] == #"{"e":1}"#)
    }
}
