import HTTPX

/// 200 requests of 50 ms each, at the same time.
func hundredsAtOnceHTTPX(server: String) async throws {
    try await AsyncClient.with { client in
        let numbers = try await gather(1...200) { number in
            let response = try await client.get("\(server)/delay/0.05", params: ["n": number])
            return try response.raiseForStatus().json["args"]["n"].string ?? ""
        }
        let isInOrder = numbers == (1...200).map { "\($0)" }
        print(numbers.count, "responses,", isInOrder ? "in order" : "out of order")
    }
}
