import AIOHTTP

/// Asynchronous: there is nothing else.
func asyncAIOHTTP(server: String) async throws -> JSON {
    try await ClientSession.with { session in
        let page = try await session.get("\(server)/anything/page") { $0.status }
        return try await session.post("\(server)/anything/note", json: ["by": "duet"]) { note in
            [
                "statuses": [.integer(page), .integer(note.status)],
                "note": try await note.json()["json"],
            ]
        }
    }
}
