import AIOHTTP

/// Works with any client: one of HTTPX, one of AIOHTTP, one of your own.
private func quote(_ number: Int, from server: String, with client: some FetchClient) async throws -> String {
    let request = FetchRequest(.get, "\(server)/anything/quote", params: ["number": number], followRedirects: true)
    let response = try await client.fetch(request)
    try response.raiseForStatus()
    return try response.json["args"]["number"].string ?? ""
}

/// The errors of every client have a kind, a URL and a message.
private func check(_ url: String, with client: some FetchClient) async throws {
    do {
        print(try await client.fetch(FetchRequest(.get, url)).status)
    } catch let error as any FetchFailure {
        print(error.failure.kind)
    }
}

/// Only the client is AIOHTTP's.
func oneFunctionAIOHTTP(server: String) async throws {
    try await ClientSession.with { client in
        print("quote", try await quote(7, from: server, with: client))
        try await check("gopher://127.0.0.1", with: client)
    }
}
