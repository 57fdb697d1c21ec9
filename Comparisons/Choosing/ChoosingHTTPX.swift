import HTTPX

/// The decision table, a line of code for each row.
enum ChoosingHTTPX {
    static func withoutAwait(server: String) throws -> JSON {
        .integer(try HTTPX.get("\(server)/get").statusCode)
    }

    static func redirect(server: String) async throws -> JSON {
        try await AsyncClient.with { client in
            .integer(try await client.get("\(server)/redirect/1").statusCode)
        }
    }

    static func redirectStatus(server: String) async throws -> JSON {
        try await AsyncClient.with { client in
            let response = try await client.get("\(server)/redirect/1")
            do {
                try response.raiseForStatus()
                return "is no error"
            } catch {
                return "is an error"
            }
        }
    }

    static func parameters(server: String) async throws -> JSON {
        try await AsyncClient.with { client in
            try await client.get("\(server)/get?a=1", params: ["b": "2"]).json["args"]
        }
    }

    static func baseURL(server: String) async throws -> JSON {
        try await AsyncClient.with(ClientOptions(baseURL: "\(server)/anything/")) { client in
            .string(try await client.get("/get").url.path)
        }
    }

    static func patience() -> JSON {
        let timeout = ClientOptions().timeout.limits
        return timeout.read == .seconds(5) && timeout.total == nil ? "5 s for each phase" : "another"
    }

    static func http2(server: String, authority: String) async throws -> JSON {
        let options = ClientOptions(verify: .authorities(path: authority), versions: .http2WhenNegotiated)
        return try await AsyncClient.with(options) { client in
            .string(try await client.get("\(server)/get").httpVersion)
        }
    }
}
