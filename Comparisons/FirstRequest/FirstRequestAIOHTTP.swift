import AIOHTTP

/// A session, and a response that is valid inside a closure.
func firstRequestAIOHTTP(server: String) async throws {
    try await ClientSession.with { session in
        try await session.get("\(server)/get", params: ["q": "duet"]) { response in
            print(response.status, response.headers["Content-Type"] ?? "")
            print("q =", try await response.json()["args"]["q"].string ?? "")
        }
    }
}
