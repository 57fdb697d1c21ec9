import Fetch
import HTTPX
import Testing

/// Echoes the request body in its chunks, as a client of one's own that reads bodies as they arrive.
private struct Echo: FetchClient {
    struct Broken: Error {}

    var limit = Int.max

    func fetch(_ request: FetchRequest) async throws -> FetchResponse {
        try await fetch(request) { try await $0.read() }
    }

    func fetch<Result>(
        _ request: FetchRequest, _ body: (FetchStream) async throws -> Result
    ) async throws -> Result {
        let head = RequestHead(method: request.method, url: try request.url.url(in: .httpx), headers: request.headers)
        return try await body(
            FetchStream(
                ResponseHead(status: 200, headers: ["Content-Type": "text/plain"]),
                bytes: request.body?.chunks ?? RequestBody.bytes(Bytes()).chunks, to: head, limit: limit,
                trailers: { ["X-Sum": "42"] }))
    }

    func close() {}
}

/// What a client of one's own needs to read bodies of requests and to supply bodies of responses.
@Suite("A client of one's own that streams")
struct OwnStreamTests {
    private func request(_ body: RequestBody?) -> FetchRequest { FetchRequest(.post, "http://own.test/", body: body) }

    @Test("The chunks arrive one by one, and the trailers after the last")
    func chunks() async throws {
        try await Echo().fetch(request(.chunks(["a", "bc"]))) { stream in
            #expect(stream.status == 200 && stream.url.host == "own.test" && stream.request.method == .post)
            var chunks = stream.bytes.makeAsyncIterator()
            let first = try await chunks.next()
            #expect(first == "a" && stream.trailers.isEmpty)
            var others = stream.bytes.makeAsyncIterator()
            let rest = [try await others.next(), try await others.next(), try await chunks.next()]
            #expect(rest == ["bc", nil, nil])
            #expect(stream.trailers["X-Sum"] == "42")
            let whole = try await stream.read()
            #expect(whole.body.isEmpty)
        }
    }

    @Test("The lines and the rest are read from the chunks")
    func lines() async throws {
        let lines = try await Echo().fetch(request(.chunks(["on", "e\ntw", "o"]))) { stream in
            var lines: [String] = []
            for try await line in stream.lines { lines.append(line) }
            return lines
        }
        #expect(lines == ["one", "two"])
        let rest = try await Echo().fetch(request(.chunks(["a", "bc", "d"]))) { stream in
            var chunks = stream.bytes.makeAsyncIterator()
            _ = try await chunks.next()
            return try await stream.read()
        }
        #expect(rest.text == "bcd")
        #expect(rest.summary.trailers["X-Sum"] == "42")
    }

    @Test("A body beyond the limit is too large to be collected")
    func limit() async throws {
        let error = await #expect(throws: FetchError.self) { try await Echo(limit: 2).fetch(request(.text("abc"))) }
        #expect(error?.kind == .tooLarge)
        #expect(try await Echo(limit: 3).fetch(request(.text("abc"))).text == "abc")
    }

    @Test("Readers get the errors of the source as they are")
    func errors() async throws {
        let broken = AsyncThrowingStream<Bytes, any Error> { source in
            source.yield("a")
            source.finish(throwing: Echo.Broken())
        }
        await #expect(throws: Echo.Broken.self) { try await Echo().fetch(request(.stream(broken))) }
    }

    // MARK: Bodies of requests

    private func collected(_ body: RequestBody) async throws -> String {
        var text = ""
        for try await chunk in body.chunks { text += chunk.utf8Text }
        return text
    }

    @Test(
        "A body in memory is known at once",
        arguments: [
            (.bytes([0x61]), "a"), (.text("é"), "é"), (.json(["a": [1, 2]]), #"{"a":[1,2]}"#),
            (.form(["a": "b c"]), "a=b+c"),
        ] as [(RequestBody, String)])
    func inMemory(body: RequestBody, text: String) async throws {
        #expect(body.bytes?.utf8Text == text)
        #expect(body.length == text.utf8.count)
        #expect(try await collected(body) == text)
        #expect(try await collected(body) == text)
    }

    @Test("Chunks are read in order, again only if they are replayable")
    func chunkedBodies() async throws {
        let chunks = RequestBody.chunks(["a", "b"])
        #expect(chunks.bytes == nil && chunks.length == nil)
        #expect(try await collected(chunks) == "ab")
        #expect(try await collected(chunks) == "ab")
        #expect(RequestBody.chunks(["a", "b"], length: 2).length == 2)
        let once = RequestBody.stream(
            AsyncStream { source in
                source.yield(Bytes("once"))
                source.finish()
            })
        #expect(try await collected(once) == "once")
        #expect(try await collected(once) == "")
    }

    @Test("A file is read from its offset to its end")
    func file() async throws {
        let body = RequestBody.file(#filePath, offset: 7)
        let text = try await collected(body)
        #expect(text.hasPrefix("Fetch\n"))
        #expect(text.utf8.count == body.length)
        #expect(body.bytes == nil)
        let missing = RequestBody.file("/nowhere")
        #expect(missing.length == nil)
        let error = await #expect(throws: FetchError.self) { try await collected(missing) }
        #expect(error?.kind == .bodySource)
    }
}
