import HTTPX
import Loopback
import Testing

private struct Item: Codable, Sendable, Equatable {
    var id: Int
}

/// JSON without a type of one's own.
@Suite("JSON")
struct JSONTests {
    private let client: AsyncClient

    init() async throws { client = try await AsyncClient(baseURL: Loopback.url) }

    @Test("The elements of an array are iterated")
    func iteration() async throws {
        var ids: [Int?] = []
        for item in try await client.get("/items").json["items"] { ids.append(item["id"].int) }
        #expect(ids == [10, 11])
    }

    @Test("Members are set, and variables enter a literal as JSON")
    func changes() async throws {
        var body: JSON = ["a": 1]
        body["b"] = 2
        body["list"][0] = "x"
        let (name, n) = ("x", 3)
        let other: JSON = ["name": JSON(name), "n": JSON(n)]
        #expect(try await client.post("/echo", json: body).json["body"] == #"{"a":1,"b":2,"list":["x"]}"#)
        #expect(try await client.post("/echo", json: other).json["body"] == #"{"name":"x","n":3}"#)
    }

    @Test("A part of a response is decoded into a type")
    func decoding() async throws {
        let json = try await client.get("/items").json
        let items: [Item] = try json["items"].decode()
        #expect(items == [Item(id: 10), Item(id: 11)])
        #expect(try json["items"][1].decode(Item.self).id == 11)
        #expect(try JSON(encoding: items) == json["items"])
    }
}
