import Fetch
import HTTPValues
import Testing

/// Collects what is left of a body that is read in chunks.
@Suite("The rest of a body")
struct CollectedRestTests {
    private func stream(_ response: MockResponse) async throws -> StreamedResponse {
        let session = FetchSession(FetchSession.Options(policy: .aiohttp), transport: MockTransport { _ in response })
        let call = try session.call(for: FetchRequest(.get, "http://mock.test/"), isStreamed: true)
        return try await AsyncDriver.stream(call)
    }

    private func pieces(_ count: Int, of size: Int) -> MockResponse {
        let pieces = (0..<count).map { Bytes(repeating: UInt8(0x61 + $0 % 26), count: size) }
        return MockResponse(
            pieces: AsyncStream { continuation in
                for piece in pieces { continuation.yield(piece) }
                continuation.finish()
            })
    }

    @Test("The rest is the whole body if nothing was read", arguments: [0, 1, 70, 3000])
    func all(count: Int) async throws {
        let response = try await stream(pieces(count, of: 1000))
        let body = try await response.collect(limit: 1 << 30)
        #expect(body.count == count * 1000)
        #expect(body.last == (count == 0 ? nil : UInt8(0x61 + (count - 1) % 26)))
        #expect(response.summary?.receivedBytes == count * 1000)
        #expect(try await response.collect(limit: 0).isEmpty)
    }

    @Test("The rest starts after the chunks already read")
    func behindPieces() async throws {
        let response = try await stream(pieces(5, of: 10))
        #expect(try await response.next()?.first == 0x61)
        #expect(try await response.next()?.first == 0x62)
        #expect(try await response.collect(limit: 30).count == 30)
        #expect(try await response.next() == nil)
    }

    @Test("The rest arrives even after the sender was paused")
    func afterPause() async throws {
        let response = try await stream(pieces(200, of: 50_000))
        #expect(try await response.next()?.count == 50_000)
        #expect(try await response.collect(limit: 1 << 30).count == 9_950_000)
    }

    @Test("A rest beyond the limit is an error, however much of it has arrived", arguments: [9, 2999, 0])
    func limit(limit: Int) async throws {
        let response = try await stream(pieces(3, of: 1000))
        let error = await #expect(throws: FetchError.self) { try await response.collect(limit: limit) }
        #expect(error?.kind == .tooLarge)
    }

    @Test("The rest is decoded, and the limit applies to the decoded bytes")
    func decoded() async throws {
        let text = Bytes(repeating: 0x61, count: 100_000)
        var mock = MockResponse(bytes: try ContentEncoder.encode(text, as: .gzip))
        mock.headers["Content-Encoding"] = "gzip"
        #expect(try await stream(mock).collect(limit: 100_000) == text)
        let response = try await stream(mock)
        let error = await #expect(throws: FetchError.self) { try await response.collect(limit: 99_999) }
        #expect(error?.kind == .tooLarge)
    }
}
