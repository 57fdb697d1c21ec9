import HTTPX

/// 200 requests of 50 ms each, at once.
func hundredsAtOnceHTTPX(server: String) async throws -> JSON {
    try await AsyncClient.with { client in
        let numbers = try await gather(1...200) { number in
            let response = try await client.get("\(server)/delay/0.05?n=\(number)")
            return try response.raiseForStatus().json["args"]["n"]
        }
        return [
            "answers": .integer(numbers.count),
            "in order": .bool(numbers == (1...200).map { "\($0)" }),
        ]
    }
}
