import HTTPX

func streamingHTTPX(server: String) async throws -> JSON {
    try await AsyncClient.with { client in
        // A body that is sent while it is made, and a response that is read while it arrives.
        let upload = AsyncStream<Bytes> { chunks in
            for word in ["one ", "two ", "three"] { chunks.yield(Bytes(word)) }
            chunks.finish()
        }
        let size = try await client.stream(.post, "\(server)/echo", body: .stream(upload)) { response in
            try response.raiseForStatus()
            var size = 0
            for try await chunk in response.bytes { size += chunk.count }
            return size
        }
        let lines = try await client.stream(.get, "\(server)/stream/20") { response in
            var lines = 0
            for try await line in response.lines {
                lines += line.isEmpty ? 0 : 1
                if lines == 3 { break }  // the rest is discarded
            }
            return lines
        }
        return ["bytes": JSON(size), "lines": JSON(lines)]
    }
}
