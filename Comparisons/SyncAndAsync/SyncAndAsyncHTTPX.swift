import HTTPX

/// Blocking: for scripts and threads of your own.
func syncHTTPX(server: String) throws -> JSON {
    try Client.with { client in
        let page = try client.get("\(server)/anything/page")
        let note = try client.post("\(server)/anything/note", json: ["by": "duet"])
        return [
            "statuses": [.integer(page.statusCode), .integer(note.statusCode)],
            "note": try note.json["json"],
        ]
    }
}

/// Asynchronous: the same calls with `await`.
func asyncHTTPX(server: String) async throws -> JSON {
    try await AsyncClient.with { client in
        let page = try await client.get("\(server)/anything/page")
        let note = try await client.post("\(server)/anything/note", json: ["by": "duet"])
        return [
            "statuses": [.integer(page.statusCode), .integer(note.statusCode)],
            "note": try note.json["json"],
        ]
    }
}
