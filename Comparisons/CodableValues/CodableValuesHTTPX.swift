import HTTPX

private struct User: Codable, Sendable {
    var name: String
    var tags: [String]
}

/// What the server received as JSON.
private struct Echo: Decodable {
    var json: User
}

func codableValuesHTTPX(server: String) async throws -> JSON {
    try await AsyncClient.with { client in
        // Encodable in, Decodable out, with the type inferred.
        let ada = User(name: "Ada", tags: ["math"])
        let echo: Echo = try await client.post("\(server)/post", json: ada).json()
        // JSON without a type: read, change, build.
        var json = try await client.post("\(server)/post", json: ["name": "Bob", "tags": []]).json["json"]
        json["tags"][0] = "music"
        return ["typed": JSON(echo.json.name), "untyped": json["tags"]]
    }
}
