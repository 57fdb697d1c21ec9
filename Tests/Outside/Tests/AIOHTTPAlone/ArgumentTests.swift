import AIOHTTP
import Foundation
import Loopback
import Testing

private struct User: Codable, Sendable, Equatable {
    var name: String
}

/// Values of a program, passed as they are.
@Suite("Arguments of AIOHTTP")
struct ArgumentTests {
    private let session: ClientSession
    private let fields = ["b": "2", "a": "1"]

    init() async throws { session = try await ClientSession(Loopback.url + "/") }

    @Test("Variables in a literal are query parameters")
    func parameters() async throws {
        let (page, q) = (2, "swift http")
        let echo = try await session.get("echo", params: ["page": page, "q": q]).json()
        #expect(echo["target"] == "/echo?page=2&q=swift+http")
    }

    @Test("A dictionary is a form, query parameters, headers or cookies")
    func dictionaries() async throws {
        let echo = try await session.post(
            "echo", params: fields, headers: fields, cookies: fields, data: ["a": "b"]
        ).json()
        #expect(echo["target"] == "/echo?a=1&b=2")
        #expect(echo["headers"]["a"] == "1")
        #expect(echo["headers"]["cookie"] == "a=1; b=2")
        #expect(echo["body"] == "a=b")
        #expect(echo["headers"]["content-type"] == "application/x-www-form-urlencoded")
        #expect(try await session.post("echo", data: fields).json()["body"] == "a=1&b=2")
        #expect(try await session.get("echo", headers: Headers(fields)).json()["headers"]["b"] == "2")
        let parameters = QueryParameters(fields)
        #expect(try await session.get("echo", params: parameters).json()["target"] == "/echo?a=1&b=2")
    }

    @Test("Foundation's URL is a URL")
    func url() async throws {
        let base = try await session.get("echo").url.text
        let url = try #require(URL(string: base + "?a=b"))
        #expect(try await session.get(url).json()["target"] == "/echo?a=b")
    }

    @Test("An Encodable variable or a literal is sent as JSON")
    func json() async throws {
        let user = User(name: "Ada")
        try await session.post("echo", json: ["a": "b"])
        #expect(try await session.post("echo", json: ["a": "b"]).json()["body"] == #"{"a": "b"}"#)
        let echo = try await session.put("echo", headers: fields, json: [user]).json()
        #expect(echo["body"] == #"[{"name":"Ada"}]"#)
    }

    @Test("The type of a response is inferred from the variable it is decoded into")
    func decoded() async throws {
        let user: User = try await session.get("users/ada").json()
        #expect(user == User(name: "ada"))
        let other = try await session.get("users/bob") { try await $0.json(as: User.self) }
        #expect(other.name == "bob")
    }

    @Test("Strings, data and arrays of bytes are bodies, sequences of them streams")
    func bodies() async throws {
        let bytes: [UInt8] = [0x62, 0x79]
        let chunks = [Data("one ".utf8), Data("two".utf8)]
        let upload = AsyncStream<[UInt8]> { continuation in
            continuation.yield(bytes)
            continuation.finish()
        }
        #expect(try await session.post("echo", data: "hello").json()["body"] == "hello")
        #expect(try await session.post("echo", data: Data("data".utf8)).json()["body"] == "data")
        #expect(try await session.patch("echo", data: bytes).json()["body"] == "by")
        #expect(try await session.post("echo", data: .stream(chunks)).json()["body"] == "one two")
        #expect(try await session.post("echo", data: .stream(upload)).json()["body"] == "by")
    }

    @Test("A Duration, a variable, a literal or timeouts of each kind are a timeout")
    func timeout() async throws {
        let (seconds, whole, duration) = (0.05, 5, Duration.milliseconds(50))
        #expect(try await timesOut { try await session.get("slow", timeout: 0.05) })
        #expect(try await timesOut { try await session.get("slow", timeout: seconds) })
        #expect(try await timesOut { try await session.get("slow", timeout: duration) })
        #expect(try await timesOut { try await session.get("slow", timeout: .seconds(0.05)) })
        #expect(try await timesOut { try await session.get("slow", timeout: ClientTimeout(total: seconds)) })
        #expect(try await timesOut { try await session.get("slow", timeout: ClientTimeout(sockRead: seconds)) })
        #expect(try await session.get("echo", timeout: whole).ok)
        #expect(try await session.get("echo", timeout: .seconds(5)).ok)
        #expect(try await session.get("echo", timeout: .unlimited).ok)
    }

    private func timesOut(_ call: () async throws -> ClientResponse) async throws -> Bool {
        do {
            _ = try await call()
            return false
        } catch let error as ClientError where error.isTimeout {
            return true
        }
    }
}
