import HTTPX

private struct User: Codable, Sendable {
    var name: String
    var tags: [String]
}

/// The server's response, which repeats the JSON that it received.
private struct Echo: Decodable {
    var json: User
}

func codableValuesHTTPX(server: String) async throws {
    try await AsyncClient.with { client in
        // Encodable in, Decodable out, with the type inferred.
        let ada = User(name: "Ada", tags: ["math"])
        let echo: Echo = try await client.post("\(server)/post", json: ada).json()
        print("Hello,", echo.json.name)

        // JSON without a type: build it, read it, change it.
        var bob = try await client.post("\(server)/post", json: ["name": "Bob", "tags": []]).json["json"]
        bob["tags"][0] = "music"
        print("Tags:", bob["tags"])
    }
}
