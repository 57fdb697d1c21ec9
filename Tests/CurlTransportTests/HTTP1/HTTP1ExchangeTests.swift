import Fetch
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("An HTTP/1.1 exchange")
struct HTTP1ExchangeTests {
    private func request(
        _ method: HTTPMethod = .get, headers: Headers = [:], body: WireBody = .none
    ) throws -> WireRequest {
        WireRequest(method: method, url: try FetchURL("http://h.test/"), headers: headers, body: body)
    }

    /// What a response amounted to, in a line.
    private func result(_ step: HTTP1Exchange.Step, _ exchange: ScriptedExchange) throws -> String {
        switch step {
        case .wait: return "waits"
        case .goOn: return "goes on"
        case .awaitContinue: return "awaits 100"
        case .sendAgain: return "sends again"
        case .ended(_, .failure(let error), _): return "\(error.kind)"
        case .ended(_, .success(let summary), let keepsAlive):
            let response = try #require(try exchange.transfer.pollWhole()?.get())
            let trailers = summary.trailers.fields.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
            return "\(response.head.status) '\(response.body.utf8Text)' [\(trailers)] \(keepsAlive ? "keep" : "close")"
        }
    }

    static let responses: [(text: String, method: HTTPMethod, ends: Bool, result: String)] = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", .get, false, "200 'hello' [] keep"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", .get, false, "200 '' [] keep"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello", .get, false, "200 'hello' [] close"),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nSum: 1\r\n\r\n", .get,
            false, "200 'hello' [Sum=1] keep"
        ),
        ("HTTP/1.1 200 OK\r\n\r\nhello", .get, true, "200 'hello' [] close"),
        ("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", .get, false, "200 'hello' [] close"),
        ("HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 None\r\n\r\n", .get, false, "204 '' [] keep"),
        ("HTTP/1.1 304 Same\r\nContent-Length: 5\r\n\r\n", .get, false, "304 '' [] keep"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", .head, false, "200 '' [] keep"),
        ("HTTP/1.1 200 OK\r\nA: b\r\n c\r\nContent-Length: 1\r\n\r\n!", .get, false, "200 '!' [] keep"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", .get, true, "incompleteBody"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n", .get, true, "incompleteBody"),
        ("HTTP/1.1 200 OK\r\nContent-Le", .get, true, "disconnected"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3 junk\r\nhel\r\n", .get, false, "protocolViolation"),
        ("HTTP/1.1 200 OK\r\n bad: 1\r\n\r\n", .get, false, "protocolViolation"),
        ("SSH-2.0-OpenSSH\r\n", .get, false, "protocolViolation"),
    ]

    @Test("A response is the same however its bytes are cut", arguments: responses.indices)
    func cuts(index: Int) throws {
        let (text, method, ends, expected) = Self.responses[index]
        let bytes = Array(text.utf8)
        var cuts: [[[UInt8]]] = [[bytes], bytes.map { [$0] }]
        for position in 1..<bytes.count { cuts.append([Array(bytes[..<position]), Array(bytes[position...])]) }
        for pieces in cuts {
            let stream = ScriptedStream(pieces, then: ends ? .ended : .blocked)
            let exchange = try ScriptedExchange(try request(method), over: stream)
            #expect(try result(exchange.proceed(), exchange) == expected, "\(pieces.map(\.count))")
        }
    }

    @Test("A response is the same however its bytes are cut between events", arguments: responses.indices)
    func cutsBetweenEvents(index: Int) throws {
        let (text, method, ends, expected) = Self.responses[index]
        guard !ends else { return }
        let bytes = Array(text.utf8)
        for position in 1..<bytes.count {
            let exchange = try ScriptedExchange(try request(method), over: ScriptedStream([Array(bytes[..<position])]))
            var step = exchange.proceed()
            if case .wait(let events) = step {
                #expect(events == .readable)
                exchange.stream.deliver(Array(bytes[position...]))
                step = exchange.proceed()
            }
            #expect(try result(step, exchange) == expected, "cut at \(position)")
        }
    }

    @Test(
        "A request is sent whole however little of it the socket takes",
        arguments: [1, 3, 50, 51, 52, 1000, 70_000])
    func smallSends(size: Int) throws {
        let text = String(repeating: "0123456789", count: 7000)
        for body in [WireBody.bytes("hi"), .bytes(Bytes(text))] {
            let exchange = try ScriptedExchange(try request(.post, body: body), over: ScriptedStream(room: []))
            var steps = 0
            while case .wait(let events) = exchange.proceed(), events.contains(.writable) {
                exchange.stream.room = [size, 0]
                steps += 1
                guard steps < 100_000 else { break }
            }
            #expect(exchange.sentText.hasPrefix("POST / HTTP/1.1\r\nHost: h.test\r\n"))
            if case .bytes(let bytes) = body { #expect(exchange.sentText.hasSuffix("\r\n\r\n" + bytes.utf8Text)) }
        }
    }

    @Test(
        "Bytes after the response close the connection", arguments: ["204 None\r\n", "200 OK\r\nContent-Length: 0\r\n"])
    func bytesBehind(head: String) throws {
        let exchange = try ScriptedExchange(
            try request(), over: ScriptedStream([Array("HTTP/1.1 \(head)\r\nHTTP/1.1 200".utf8)]))
        #expect(try result(exchange.proceed(), exchange).hasSuffix("close"))
    }

    // MARK: Expect

    private func expecting() throws -> ScriptedExchange {
        try ScriptedExchange(
            try request(.post, headers: ["Expect": "100-continue"], body: .bytes("body")), over: ScriptedStream())
    }

    @Test("A body waits for the server's consent, which is due at the same time whatever else happens")
    func consent() throws {
        let exchange = try expecting()
        guard case .awaitContinue(let deadline) = exchange.proceed() else { throw Unexpected() }
        #expect(!exchange.sentText.contains("body"))
        exchange.stream.deliver(Array("HTTP/1.1 103 Hints\r\n\r\n".utf8))
        guard case .awaitContinue(let later) = exchange.proceed() else { throw Unexpected() }
        #expect(later == deadline)
        exchange.stream.deliver(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        #expect(try result(exchange.proceed(), exchange) == "waits")
        #expect(exchange.sentText.hasSuffix("\r\n\r\nbody"))
    }

    @Test("A server that consents and begins to answer at once gets the body")
    func consentWithHead() throws {
        let exchange = try expecting()
        _ = exchange.proceed()
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        exchange.stream.deliver(Array("HTTP/1.1 100 Continue\r\n\r\n\(head)".utf8))
        #expect(try result(exchange.proceed(), exchange) == "waits")
        #expect(exchange.sentText.hasSuffix("\r\n\r\nbody"))
        exchange.stream.deliver(Array("2\r\nok\r\n0\r\n\r\n".utf8))
        #expect(try result(exchange.proceed(), exchange) == "200 'ok' [] keep")
    }

    @Test("A server that stays silent gets the body after a while")
    func silence() throws {
        let exchange = try expecting()
        _ = exchange.proceed()
        exchange.waitedLongEnough()
        #expect(try result(exchange.proceed(), exchange) == "waits")
        #expect(exchange.sentText.hasSuffix("\r\n\r\nbody"))
    }

    @Test("A server that answers without asking for the body does not get it, nor another request")
    func refusal() throws {
        for response in ["Content-Length: 2\r\n\r\nno", "Content-Length: 4\r\n\r\nno"] {
            let exchange = try expecting()
            _ = exchange.proceed()
            exchange.stream.deliver(Array("HTTP/1.1 417 No\r\n\(response)".utf8))
            let first = exchange.proceed()
            exchange.waitedLongEnough()
            if case .wait = first {
                exchange.stream.deliver(Array("!!".utf8))
                #expect(try result(exchange.proceed(), exchange) == "417 'no!!' [] close")
            } else {
                #expect(try result(first, exchange) == "417 'no' [] close")
            }
            #expect(!exchange.sentText.contains("body"))
        }
    }

    // MARK: Broken connections

    @Test(
        "A kept-alive connection that died: sent again if the server cannot have acted on it",
        arguments: [
            (.get, true, "sends again"), (.put, true, "sends again"), (.post, true, "disconnected"),
            (.get, false, "disconnected"), (.post, false, "disconnected"),
        ] as [(HTTPMethod, Bool, String)])
    func deadConnection(method: HTTPMethod, isReused: Bool, expected: String) throws {
        let exchange = try ScriptedExchange(
            try request(method, body: method == .get ? .none : .bytes("x")), over: ScriptedStream(then: .ended),
            isReused: isReused)
        #expect(try result(exchange.proceed(), exchange) == expected)
    }

    @Test("A request of which nothing was sent is sent again, whatever its method")
    func nothingSent() throws {
        let exchange = try ScriptedExchange(
            try request(.post, body: .bytes("x")), over: ScriptedStream(then: .ended, room: []), isReused: true)
        #expect(try result(exchange.proceed(), exchange) == "sends again")
    }

    @Test("A body of a sequence is not sent again, because it can be read only once")
    func oneShot() throws {
        let queue = UploadQueue()
        queue.append("x")
        let exchange = try ScriptedExchange(
            try request(.put, body: .upload(length: nil)), over: ScriptedStream(then: .ended), upload: queue,
            isReused: true)
        #expect(try result(exchange.proceed(), exchange) == "disconnected")
    }

    @Test("An early response to an upload counts, and the connection is closed")
    func earlyResponse() throws {
        let exchange = try ScriptedExchange(
            try request(.post, body: .bytes(Bytes(repeating: 0x61, count: 1 << 20))),
            over: ScriptedStream(room: [100, 0]))
        _ = exchange.proceed()
        exchange.stream.deliver(Array("HTTP/1.1 413 Large\r\nContent-Length: 2\r\n\r\nno".utf8))
        #expect(try result(exchange.proceed(), exchange) == "413 'no' [] close")
    }

    private struct Unexpected: Error {}
}
