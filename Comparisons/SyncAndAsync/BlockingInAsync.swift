import HTTPX

func titles(of urls: [String]) async throws -> [String] {
    try await AsyncClient.with { client in
        try await gather(urls) { try await client.get($0).text }
    }
}

func title(of url: String) async throws -> String {
    try HTTPX.get(url).text
}
