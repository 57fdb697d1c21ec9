import HTTPX

/// Blocking: for scripts and threads of your own.
func syncHTTPX(server: String) throws {
    try Client.with { client in
        let page = try client.get("\(server)/anything/page")
        let note = try client.post("\(server)/anything/note", json: ["by": "duet"])
        print("page:", page.statusCode)
        print("note:", note.statusCode, "by", try note.json["json"]["by"].string ?? "")
    }
}

/// Asynchronous: the same calls with `await`.
func asyncHTTPX(server: String) async throws {
    try await AsyncClient.with { client in
        let page = try await client.get("\(server)/anything/page")
        let note = try await client.post("\(server)/anything/note", json: ["by": "duet"])
        print("page:", page.statusCode)
        print("note:", note.statusCode, "by", try note.json["json"]["by"].string ?? "")
    }
}
