import AIOHTTP

/// Asynchronous: there are no blocking calls.
func asyncAIOHTTP(server: String) async throws {
    try await ClientSession.with { session in
        let page = try await session.get("\(server)/anything/page") { $0.status }
        print("page:", page)
        try await session.post("\(server)/anything/note", json: ["by": "duet"]) { note in
            print("note:", note.status, "by", try await note.json()["json"]["by"].string ?? "")
        }
    }
}
