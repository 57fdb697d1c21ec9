import HTTPX

/// The decision table, a few lines of code for each row.
enum ChoosingHTTPX {
    static func withoutAwait(server: String) throws {
        print(try HTTPX.get("\(server)/get").statusCode)
    }

    static func redirect(server: String) async throws {
        try await AsyncClient.with { client in
            print(try await client.get("\(server)/redirect/1").statusCode)
        }
    }

    static func redirectStatus(server: String) async throws {
        try await AsyncClient.with { client in
            let response = try await client.get("\(server)/redirect/1")
            do {
                try response.raiseForStatus()
                print("does not throw")
            } catch {
                print("throws")
            }
        }
    }

    static func parameters(server: String) async throws {
        try await AsyncClient.with { client in
            let response = try await client.get("\(server)/get?a=1", params: ["b": "2"])
            print(response.url.encodedQuery ?? "")
        }
    }

    static func baseURL(server: String) async throws {
        try await AsyncClient.with(baseURL: "\(server)/anything/") { client in
            print(try await client.get("/get").url.path)
        }
    }

    static func timeouts() {
        let timeout = ClientOptions().timeout.limits
        print(timeout.read == .seconds(5) && timeout.total == nil ? "5 s per phase" : "other")
    }

    static func http2(server: String, authority: String) async throws {
        try await AsyncClient.with(verify: .authorities(path: authority), versions: .http2) { client in
            print(try await client.get("\(server)/get").httpVersion)
        }
    }
}
