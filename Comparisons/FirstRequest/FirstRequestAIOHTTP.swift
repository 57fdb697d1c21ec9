import AIOHTTP

/// A session, and a response for the time of a closure.
func firstRequestAIOHTTP(server: String) async throws -> JSON {
    try await ClientSession.with { session in
        try await session.get("\(server)/get", params: ["q": "duet"]) { response in
            [
                "status": .integer(response.status),
                "q": try await response.json()["args"]["q"],
            ]
        }
    }
}
