import AIOHTTP

/// Works with any client: one of HTTPX, one of AIOHTTP, one of your own.
private func quote(_ number: Int, from server: String, with client: some FetchClient) async throws -> JSON {
    let request = FetchRequest(.get, "\(server)/anything/quote", params: ["number": number], followRedirects: true)
    let response = try await client.fetch(request)
    try response.raiseForStatus()
    return try response.json["args"]["number"]
}

/// The errors of every client have a kind, a URL and a message.
private func failure(at url: String, with client: some FetchClient) async throws -> JSON {
    do {
        _ = try await client.fetch(FetchRequest(.get, url))
        return "none"
    } catch let error as any FetchFailure {
        return JSON("\(error.failure.kind)")
    }
}

/// Only the client is AIOHTTP's.
func oneFunctionAIOHTTP(server: String) async throws -> JSON {
    try await ClientSession.with { client in
        [
            "quote": try await quote(7, from: server, with: client),
            "failure": try await failure(at: "gopher://127.0.0.1", with: client),
        ]
    }
}
