import Fetch
import HTTPValues

extension Suite {
    private static let block = Bytes(repeating: 9, count: 1 << 16)
    private static let endless: [ServerAction] = [.send("HTTP/1.1 200 OK\r\n\r\n"), .flood(block)]

    static let streaming = group(
        "streaming",
        [
            Case(
                "chunks add up to the body", why: "RFC 9112 section 6.3: no data may be lost",
                server: .replies([
                    [.send("HTTP/1.1 200 OK\r\nContent-Length: 4194304\r\n\r\n"), .flood(block, times: 64)]
                ]),
                [.stream(.get())], expect: [.size(4 << 20), .status(200)]),
            Case(
                "chunks arrive before the body is complete",
                why: "as in httpx and aiohttp: event streams never complete",
                server: .connections([
                    [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"), .waitForClient]
                ]),
                [.stream(.get(), .stop(afterBytes: 5))], expect: [.body("hello")]),
            Case(
                "the headers arrive before the body", why: "aiohttp documentation, Streaming Response Content",
                server: .connections([
                    [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"), .waitForClient]
                ]),
                [.stream(.get(), .stop(afterBytes: 0))], expect: [.status(200), .size(0)]),
            Case(
                "an empty body has no chunks", why: "RFC 9112 section 6.3: there is nothing to wait for",
                server: .reply(reply("200 OK", [], "")),
                [.stream(.get())],
                expect: [.size(0)]),
            Case(
                "a slow reader stops the sender", why: "bounded memory",
                server: .connections([[.readRequest] + endless]),
                client: { $0.timeout.read = nil },
                [.stream(.get(), .nothing { $0.blockedAfter != nil || $0.endedByClient > 0 })],
                expect: [.that("the server stops within 16 MB") { $0.server.blockedAfter ?? .max < 16 << 20 }]),
            Case(
                "a slow reader gets everything", why: "bounded memory, nothing lost",
                server: .replies([
                    [.send("HTTP/1.1 200 OK\r\nContent-Length: 33554432\r\n\r\n"), .flood(block, times: 512)]
                ]),
                [.stream(.get(), .toTheEndOnce { $0.blockedAfter != nil || $0.endedByClient > 0 })],
                expect: [.size(32 << 20)]),
            Case(
                "a slow reader does not hit a timeout", why: "the server is not to blame",
                server: .replies([
                    [.send("HTTP/1.1 200 OK\r\nContent-Length: 33554432\r\n\r\n"), .flood(block, times: 512)]
                ]),
                // Shorter than the time after which the server is considered blocked.
                client: { $0.timeout.read = .milliseconds(800) },
                [.stream(.get(), .toTheEndOnce { $0.blockedAfter != nil || $0.endedByClient > 0 })],
                expect: [.size(32 << 20)]),
            Case(
                "an unread body costs its connection and no more",
                why: "RFC 9112 section 9.3: later requests must not read its rest",
                server: .connections([[.readRequest] + endless, [.readRequest, .send(reply())]]),
                client: {
                    $0.limits.total = 1
                    // A total timeout would end a response that the client failed to discard.
                    $0.timeout.total = nil
                    $0.timeout.pool = .seconds(3)
                }, [.stream(.get(), .stop(afterBytes: 1)), .send(.get())],
                expect: [.body("ok"), .connections(2)]),
            Case(
                "a truncated streamed body is an error",
                why: "RFC 9112 section 8: a truncated body must not pass for a complete one",
                server: .lastWords("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel"), [.stream(.get())],
                expect: [.fails(.incompleteBody)]),
            Case(
                "the limit for collected bodies does not apply to streamed ones",
                why: "streaming is how large bodies are read",
                server: .replies([
                    [.send("HTTP/1.1 200 OK\r\nContent-Length: 4194304\r\n\r\n"), .flood(block, times: 64)]
                ]),
                client: { $0.maximumBodySize = 1 << 20 }, needs: [.streaming], [.stream(.get())],
                expect: [.size(4 << 20)]),
        ])
}
