import Fetch
import HTTPValues

extension Suite {
    private static let block = Bytes(repeating: 0, count: 1 << 16)
    private static func atMostAMegabyte(_ choices: inout ClientChoices) { choices.maximumBodySize = 1 << 20 }
    private static let bomb = (try? ContentEncoder.encode(Bytes(repeating: 0, count: 64 << 20), as: .gzip)) ?? Bytes()

    static let limits = group(
        "limits",
        [
            Case(
                "a body of exactly the limit is accepted", why: "the limit is inclusive",
                server: .replies([
                    [.send("HTTP/1.1 200 OK\r\nContent-Length: 1048576\r\n\r\n"), .flood(block, times: 16)]
                ]),
                client: atMostAMegabyte, expect: [.size(1 << 20)]),
            Case(
                "a body one byte over the limit is refused", why: "bounded memory",
                server: .replies([
                    [.send("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n"), .flood(block, times: 16), .send("x")]
                ]),
                client: atMostAMegabyte, expect: [.fails(.tooLarge)]),
            Case(
                "an endless body is refused", why: "bounded memory",
                server: .connections([[.readRequest, .send("HTTP/1.1 200 OK\r\n\r\n"), .flood(block)]]),
                client: atMostAMegabyte,
                expect: [.fails(.tooLarge)]),
            Case(
                "endless chunks are refused", why: "bounded memory",
                server: .connections([
                    [
                        .readRequest, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
                        .flood("10\r\n0123456789abcdef\r\n"),
                    ]
                ]),
                client: atMostAMegabyte, expect: [.fails(.tooLarge)]),
            Case(
                "a body that exceeds the limit once decompressed is refused", why: "decompression bombs",
                server: .replies([reply(["Content-Encoding: gzip"], bomb)]), client: atMostAMegabyte,
                expect: [.fails(.tooLarge)]),
            Case(
                "the decompressed body of a redirect is limited as well",
                why: "decompression bombs in bodies that nobody reads",
                server: .replies([
                    [
                        .send(
                            "HTTP/1.1 302 F\r\nLocation: /2\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n"
                        ), .sendBytes(bomb),
                    ],
                    [.send(reply())],
                ]),
                client: {
                    $0.followRedirects = true
                    $0.maximumBodySize = 1 << 20
                },
                expect: [
                    .any([
                        .fails(.tooLarge),
                        .that("the body kept of the redirect is within the limit") { seen in
                            guard case .reply(let reply)? = seen.outcomes.last else { return false }
                            return reply.history.allSatisfy { $0.body.count <= 1 << 20 }
                        },
                    ])
                ]),
            Case(
                "a refused body frees its connection", why: "otherwise the pool runs out of connections",
                server: .connections([
                    [.readRequest, .send("HTTP/1.1 200 OK\r\n\r\n"), .flood(block)], [.readRequest, .send(reply())],
                ]),
                client: {
                    $0.maximumBodySize = 1 << 20
                    $0.limits = PoolLimits(total: 1)
                }, [.send(.get()), .send(.get())], expect: [.outcome(0, .fails(.tooLarge)), .outcome(1, .body("ok"))]),
            Case(
                "a body of three bytes where two gigabytes were announced is incomplete",
                why: "memory must not be reserved for what a server only announces",
                server: .lastWords("HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\nabc"),
                client: { $0.maximumBodySize = 4 << 30 }, [.send(.get()), .stream(.get())],
                expect: [.each(.fails(.incompleteBody))]),
            Case(
                "an announced body of two gigabytes that stops hits the read timeout",
                why: "memory must not be reserved for what a server only announces",
                server: .connections([
                    [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\nabc"), .waitForClient]
                ]),
                client: {
                    $0.maximumBodySize = 4 << 30
                    $0.timeout = FetchTimeout(read: .milliseconds(300))
                }, expect: [.fails(.timeout(.read))]),
            Case(
                "a body announced over the limit but never sent is an error", why: "there is nothing to wait for",
                server: .connections([
                    [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"), .waitForClient]
                ]),
                client: {
                    $0.maximumBodySize = 1 << 20
                    $0.timeout = FetchTimeout(read: .seconds(1))
                }, expect: [.fails(.tooLarge, .timeout(.read))]),
        ])
}
