import HTTPX
import Loopback
import RealThreads
import Testing

private struct User: Codable, Sendable, Equatable {
    var name: String
}

/// Calls that block their thread.
@Suite("Blocking calls of HTTPX")
struct BlockingTests {
    private let url: String

    init() async throws { url = try await Loopback.url }

    @Test("One line sends a request")
    func topLevel() async throws {
        let fields = ["b": "2", "a": "1"]
        let (q, page) = ("swift", 2)
        let target = try await onThread {
            try HTTPX.get(url + "/echo", params: ["q": q, "page": page], timeout: .seconds(5)).json["target"]
        }
        #expect(target == "/echo?q=swift&page=2")
        let body = try await onThread {
            try HTTPX.post(url + "/echo", headers: fields, json: User(name: "Ada")).json["body"]
        }
        #expect(body == #"{"name":"Ada"}"#)
        let form = try await onThread { try HTTPX.put(url + "/echo", form: fields).json["body"] }
        #expect(form == "a=1&b=2")
    }

    @Test("A client reads, decodes and raises")
    func client() async throws {
        let (name, status) = try await onThread {
            try Client.with(baseURL: url, timeout: 10) { client in
                let user: User = try client.get("/users/ada").raiseForStatus().json()
                return (user.name, try client.get("/status/404").statusCode)
            }
        }
        #expect(name == "ada")
        #expect(status == 404)
    }

    @Test("A client streams by line and by chunk")
    func stream() async throws {
        let (lines, text) = try await onThread {
            let client = try Client(ClientOptions(baseURL: url))
            var lines: [String] = []
            try client.stream(.post, "/lines", json: ["stream": true]) { response in
                try response.raiseForStatus().forEachLine { lines.append($0) }
            }
            var text = ""
            try client.stream(.get, "/lines") { try $0.forEachBytes { text += $0.utf8Text } }
            client.close()
            return (lines, text)
        }
        #expect(lines == ["one", "two", "three"])
        #expect(text == "one\ntwo\nthree")
    }

    @Test("Failures are caught by kind")
    func failures() async throws {
        let isSlow = try await onThread {
            do {
                try HTTPX.get(url + "/slow", timeout: Timeout(5, read: 0.05))
                return false
            } catch RequestError.readTimeout {
                return true
            }
        }
        #expect(isSlow)
    }

    @Test("A client retries")
    func retries() async throws {
        let policy = RetryPolicy(attempts: 3, statuses: [503], backoff: .milliseconds(1))
        let response = try await onThread {
            let client = try Client(ClientOptions(baseURL: url, retry: policy))
            return try client.get("/unavailable/blocking")
        }
        #expect(response.text == "available")
    }
}
