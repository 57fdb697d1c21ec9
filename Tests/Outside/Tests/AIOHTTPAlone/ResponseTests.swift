import AIOHTTP
import Foundation
import Loopback
import Testing

/// Responses and failures, read as a program would.
@Suite("Responses of AIOHTTP")
struct ResponseTests {
    private let session: ClientSession

    init() async throws { session = try await ClientSession(Loopback.url + "/") }

    @Test("Calls are chained")
    func chaining() async throws {
        #expect(try await session.get("users/ada").raiseForStatus().json()["name"] == "ada")
        #expect(try await session.get("status/404").text() == "status")
    }

    @Test("A body is read by line and by chunk")
    func streams() async throws {
        let lines = try await session.post("lines", json: ["stream": true]) { response in
            try response.raiseForStatus()
            var lines: [String] = []
            for try await line in response.lines { lines.append(line) }
            return lines
        }
        #expect(lines == ["one", "two", "three"])
        var count = 0
        for try await chunk in try await session.get("lines").content { count += chunk.count }
        #expect(count == 13)
    }

    @Test("A status of 400 or above is caught as an error, with the status")
    func status() async throws {
        var status: Int?
        do {
            _ = try await session.get("status/404") { response in
                try response.raiseForStatus()
                return try await response.text()
            }
        } catch let error as ClientError where error.kind == .response {
            status = error.status
        }
        #expect(status == 404)
    }

    @Test("A failure is caught by its kind", arguments: ["slow", "down"])
    func kinds(failure: String) async throws {
        let closed = try await Loopback.closedURL
        var caught = ""
        do {
            try await session.get(failure == "slow" ? "slow" : closed, timeout: ClientTimeout(sockRead: 0.2))
        } catch ClientError.socketTimeout {
            caught = "slow"
        } catch ClientError.connector {
            caught = "down"
        }
        #expect(caught == failure)
    }

    @Test("Foundation describes a failure in words")
    func description() async throws {
        let error = await #expect(throws: ClientError.self) {
            try await session.get("slow", timeout: ClientTimeout(sockRead: 0.05))
        }
        #expect(error?.localizedDescription.hasPrefix("SocketTimeoutError: ") == true)
        #expect(error?.isTimeout == true)
    }

    @Test("Headers and JSON are iterated")
    func collections() async throws {
        struct Item: Decodable { var id: Int }
        let response = try await session.get("items")
        var names: [String] = []
        for (name, value) in response.headers where !value.isEmpty { names.append(name) }
        #expect(names.contains("Link"))
        let json = try await response.json()
        var ids: [Int?] = []
        for item in json["items"] { ids.append(item["id"].int) }
        #expect(ids == [10, 11])
        let items: [Item] = try json["items"].decode()
        #expect(items.map(\.id) == [10, 11])
    }

    @Test("Invalid JSON and invalid URLs are caught by type")
    func values() async throws {
        let response = try await session.get("lines")
        await #expect(throws: JSONError.self) { try await response.json(contentType: .any) }
        #expect(throws: InvalidURL.self) { try FetchURL("http://[::1/") }
    }
}
