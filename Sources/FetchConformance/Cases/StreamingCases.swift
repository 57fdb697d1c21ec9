import Fetch
import HTTPValues

extension Suite {
    private static let block = Bytes(repeating: 9, count: 1 << 16)
    private static let endless: [ServerAction] = [.send("HTTP/1.1 200 OK\r\n\r\n"), .flood(block)]

    static let streaming = group(
        "streaming",
        [
            Case(
                "pieces add up to the body", why: "RFC 9112 section 6.3",
                server: .replies([
                    [.send("HTTP/1.1 200 OK\r\nContent-Length: 4194304\r\n\r\n"), .flood(block, times: 64)]
                ]),
                [.stream(.get())], expect: [.size(4 << 20), .status(200)]),
            Case(
                "pieces come before the body is complete", why: "both originals",
                server: .connections([
                    [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"), .waitForClient]
                ]),
                [.stream(.get(), .stop(afterBytes: 5))], expect: [.body("hello")]),
            Case(
                "the head comes before any of the body", why: "aiohttp documentation, Streaming Response Content",
                server: .connections([
                    [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"), .waitForClient]
                ]),
                [.stream(.get(), .stop(afterBytes: 0))], expect: [.status(200), .size(0)]),
            Case(
                "an empty body has no pieces", why: "RFC 9112 section 6.3", server: .reply(reply("200 OK", [], "")),
                [.stream(.get())],
                expect: [.size(0)]),
            Case(
                "a reader that lags stops the sender", why: "bounded memory",
                server: .connections([[.readRequest] + endless]),
                client: { $0.timeout.read = nil },
                [.stream(.get(), .nothing { $0.blockedAfter != nil || $0.endedByClient > 0 })],
                expect: [.that("it stopped within 16 MB") { $0.server.blockedAfter ?? .max < 16 << 20 }]),
            Case(
                "a reader that lagged gets everything", why: "bounded memory, nothing lost",
                server: .replies([
                    [.send("HTTP/1.1 200 OK\r\nContent-Length: 33554432\r\n\r\n"), .flood(block, times: 512)]
                ]),
                [.stream(.get(), .toTheEndOnce { $0.blockedAfter != nil || $0.endedByClient > 0 })],
                expect: [.size(32 << 20)]),
            Case(
                "no time limit runs while it is the reader that lags", why: "the peer is not to blame",
                server: .replies([
                    [.send("HTTP/1.1 200 OK\r\nContent-Length: 33554432\r\n\r\n"), .flood(block, times: 512)]
                ]),
                // Shorter than the time after which the server is considered blocked.
                client: { $0.timeout.read = .milliseconds(800) },
                [.stream(.get(), .toTheEndOnce { $0.blockedAfter != nil || $0.endedByClient > 0 })],
                expect: [.size(32 << 20)]),
            Case(
                "a body that is left unread costs its connection, and no more", why: "RFC 9112 section 9.3",
                server: .connections([[.readRequest] + endless, [.readRequest, .send(reply())]]),
                client: {
                    $0.limits.total = 1
                    // A total timeout would end a response that the client failed to discard.
                    $0.timeout.total = nil
                    $0.timeout.pool = .seconds(3)
                }, [.stream(.get(), .stop(afterBytes: 1)), .send(.get())],
                expect: [.body("ok"), .connections(2)]),
            Case(
                "a streamed body that breaks off is an error", why: "RFC 9112 section 8",
                server: .lastWords("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel"), [.stream(.get())],
                expect: [.fails(.incompleteBody)]),
            Case(
                "a streamed body is not bound by the limit for collected ones",
                why: "a stream is how large bodies are read",
                server: .replies([
                    [.send("HTTP/1.1 200 OK\r\nContent-Length: 4194304\r\n\r\n"), .flood(block, times: 64)]
                ]),
                client: { $0.maximumBodySize = 1 << 20 }, needs: [.streaming], [.stream(.get())],
                expect: [.size(4 << 20)]),
        ])
}
