import AIOHTTP

func streamingAIOHTTP(server: String) async throws {
    try await ClientSession.with { session in
        // Send a body while it is produced, and read the response as it arrives.
        let upload = AsyncStream<Bytes> { chunks in
            for word in ["one ", "two ", "three"] { chunks.yield(Bytes(word)) }
            chunks.finish()
        }
        try await session.post("\(server)/echo", data: .stream(upload)) { response in
            try response.raiseForStatus()
            var size = 0
            for try await chunk in response.content { size += chunk.count }
            print("echoed", size, "bytes")
        }
        // Read line by line, and stop early.
        try await session.get("\(server)/stream/20") { response in
            for try await line in response.lines {
                let id = try JSON(parsing: line)["id"]
                print("line", id)
                if id == 2 { break }
            }
        }
    }
}
