import AIOHTTP

/// 200 requests of 50 ms each, at once.
func hundredsAtOnceAIOHTTP(server: String) async throws -> JSON {
    try await ClientSession.with(raiseForStatus: true) { session in
        let numbers = try await gather(1...200) { number in
            try await session.get("\(server)/delay/0.05?n=\(number)") { response in
                try await response.json()["args"]["n"]
            }
        }
        return [
            "answers": .integer(numbers.count),
            "in order": .bool(numbers == (1...200).map { "\($0)" }),
        ]
    }
}
