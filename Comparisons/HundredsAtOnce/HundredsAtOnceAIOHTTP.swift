import AIOHTTP

/// 200 requests of 50 ms each, at the same time.
func hundredsAtOnceAIOHTTP(server: String) async throws {
    try await ClientSession.with(raiseForStatus: true) { session in
        let numbers = try await gather(1...200) { number in
            try await session.get("\(server)/delay/0.05", params: ["n": number]) { response in
                try await response.json()["args"]["n"].string ?? ""
            }
        }
        let isInOrder = numbers == (1...200).map { "\($0)" }
        print(numbers.count, "responses,", isInOrder ? "in order" : "out of order")
    }
}
