import Fetch
import FetchConformance
import HTTPValues
import Synchronization
import Testing

/// The stream of a blocking client that is not Duet's.
@Suite("A supplied blocking response")
struct BlockingFetchStreamTests {
    private struct Broken: Error {}

    /// Counts calls of the closer.
    private final class Closings: Sendable {
        private let counter = Atomic(0)

        var count: Int { counter.load(ordering: .relaxed) }
        func add() { counter.add(1, ordering: .relaxed) }
    }

    private let head = ResponseHead(status: 200, headers: ["Content-Type": "text/plain"])
    private let request: RequestHead
    private let closings = Closings()

    init() throws { request = RequestHead(method: .get, url: try FetchURL("http://own.test/a")) }

    /// Returns these chunks one by one, then nil or an error.
    private func stream(_ chunks: [Bytes], then error: (any Error)? = nil, limit: Int = .max) -> BlockingFetchStream {
        let rest = Locked(chunks[...])
        return BlockingFetchStream(
            head, to: request, limit: limit, trailers: { ["X-Sum": "42"] }, close: { [closings] in closings.add() }
        ) {
            if let chunk = rest.withLock({ $0.popFirst() }) { return chunk }
            if let error { throw error }
            return nil
        }
    }

    private func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await RealThread.run { Result { try body() } }.get()
    }

    @Test("The chunks arrive one by one, and the trailers after the last")
    func chunks() async throws {
        let stream = stream(["a", "bc"])
        #expect(stream.status == 200 && stream.url.path == "/a" && stream.request.method == .get)
        #expect(try await onThread { try stream.nextBytes() } == "a")
        #expect(stream.trailers.isEmpty && closings.count == 0)
        let rest = try await onThread { [try stream.nextBytes(), try stream.nextBytes(), try stream.nextBytes()] }
        #expect(rest == ["bc", nil, nil])
        #expect(stream.trailers["X-Sum"] == "42" && closings.count == 1)
        stream.close()
        #expect(try await onThread { try stream.nextBytes() } == nil)
        #expect(closings.count == 1)
    }

    @Test("The rest is read after the chunks already read")
    func rest() async throws {
        let stream = stream(["a", "bc", "d"])
        let response = try await onThread {
            _ = try stream.nextBytes()
            return try stream.read()
        }
        #expect(response.text == "bcd" && response.status == 200 && response.url.path == "/a")
        #expect(response.summary.trailers["X-Sum"] == "42" && closings.count == 1)
    }

    @Test("A sequence of chunks is read once, whatever its chunks are")
    func sequence() async throws {
        let arrays: [[UInt8]] = [[0x61], [0x62, 0x63]]
        let stream = BlockingFetchStream(head, bytes: arrays, to: request, close: { [closings] in closings.add() })
        let text = try await onThread {
            var text = ""
            try stream.forEachBytes { text += $0.utf8Text + "," }
            return text + (try stream.read().text)
        }
        #expect(text == "a,bc," && closings.count == 1)
    }

    @Test("Readers get the errors of the source as they are, and the source is closed")
    func errors() async throws {
        let stream = stream(["a"], then: Broken())
        await #expect(throws: Broken.self) { try await onThread { try stream.read() } }
        await #expect(throws: Broken.self) { try await onThread { try stream.nextBytes() } }
        #expect(closings.count == 1 && stream.trailers.isEmpty)
    }

    @Test("A body beyond the limit is too large to be collected, and the source is closed")
    func limit() async throws {
        let stream = stream(["ab", "c", "d"], limit: 2)
        let error = await #expect(throws: FetchError.self) { try await onThread { try stream.read() } }
        #expect(error?.kind == .tooLarge && closings.count == 1)
        let fitting = self.stream(["ab", "c"], limit: 3)
        #expect(try await onThread { try fitting.read().text } == "abc")
    }

    @Test("Closing early closes the source once, and later reads fail")
    func closing() async throws {
        let stream = stream(["a", "b"])
        #expect(try await onThread { try stream.nextBytes() } == "a")
        stream.close()
        stream.close()
        #expect(closings.count == 1)
        let error = await #expect(throws: FetchError.self) { try await onThread { try stream.nextBytes() } }
        #expect(error?.kind == .streamClosed && error?.url == "http://own.test/a")
    }

    @Test("Releasing an unread stream closes the source")
    func releasing() {
        _ = stream(["a"])
        #expect(closings.count == 1)
    }

    @Test("A stream of Duet's own can be closed as well")
    func ownStream() async throws {
        let stream = BlockingFetchStream(FetchResponse(head, body: "whole", to: request))
        stream.close()
        let error = await #expect(throws: FetchError.self) { try await onThread { try stream.read() } }
        #expect(error?.kind == .streamClosed)
    }
}
