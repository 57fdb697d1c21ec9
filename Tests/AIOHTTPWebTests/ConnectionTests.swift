import AIOHTTPWeb
import HTTPValues
import TestSupport
import Testing

/// When a connection stays open and when it closes.
@Suite struct ConnectionTests {
    private func run(
        _ steps: [RawClient.Step], configure: (inout Web.ServerConfiguration) -> Void = { _ in }
    ) async throws -> String {
        try await TestServer.with(sampleApplication(), http2: false, configure: configure) { server in
            try await RawClient(server).run(steps)
        }
    }

    private static let get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"

    private static func count(_ text: String) -> Int { text.components(of: "HTTP/1.1 200 OK").count - 1 }

    @Test func connectionIsKept() async throws {
        let text = try await run([
            .send(Self.get), .receive(until: "\r\n\r\na"), .send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
            .receive(until: "hello"),
        ])
        #expect(Self.count(text) == 2)
        #expect(!text.contains("Connection:"))
    }

    @Test(arguments: ["close", "Close, TE", "x, close"]) func closeIsHonoured(value: String) async throws {
        let text = try await run([
            .send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: \(value)\r\n\r\n"), .receiveToEnd,
        ])
        #expect(Self.count(text) == 1)
        #expect(RawResponse(text)["Connection"] == "close")
    }

    @Test func http10Closes() async throws {
        let text = try await run([.send("GET /a HTTP/1.0\r\n\r\n"), .receiveToEnd])
        #expect(Self.count(text) == 1)
        #expect(RawResponse(text)["Connection"] == "close")
    }

    @Test func http10IsKeptWhenAsked() async throws {
        let one = "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
        let text = try await run([.send(one), .receive(until: "\r\n\r\na"), .send(one), .shutdown, .receiveToEnd])
        #expect(Self.count(text) == 2)
        #expect(RawResponse(text)["Connection"] == "keep-alive")
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        let requests = (0..<500).map { "GET /echo/v\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
        let text = try await run([.send(requests), .shutdown, .receiveToEnd])
        let bodies = text.components(of: "\r\n\r\n").dropFirst().map { part in
            part.components(of: "HTTP/1.1").first ?? ""
        }
        #expect(bodies == (0..<500).map { "v\($0)" })
    }

    @Test func bytesBehindCloseAreNotARequest() async throws {
        let text = try await run([
            .send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" + Self.get), .receiveToEnd,
        ])
        #expect(Self.count(text) == 1)
    }

    @Test func halfClosedClientGetsItsAnswer() async throws {
        #expect(Self.count(try await run([.send(Self.get), .shutdown, .receiveToEnd])) == 1)
    }

    @Test func incompleteBodyGetsNoAnswer() async throws {
        let text = try await run([
            .send("POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab"), .shutdown, .receiveToEnd,
        ])
        #expect(text == "")
    }

    @Test func upgradeThatIsNotTakenLeavesTheConnectionAlive() async throws {
        let upgrade = "GET /a HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: foo\r\n\r\n"
        let text = try await run([
            .send(upgrade), .receive(until: "\r\n\r\na"), .send(Self.get), .shutdown, .receiveToEnd,
        ])
        #expect(Self.count(text) == 2)
    }

    @Test func getMayHaveABody() async throws {
        let text = try await run([
            .send("GET /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc" + Self.get), .shutdown, .receiveToEnd,
        ])
        #expect(Self.count(text) == 2)
    }

    @Test func unreadBodyIsThrownAway() async throws {
        let text = try await run([
            .send("POST /ignore HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"), .receive(until: "ignored"),
            .send("abcde" + Self.get), .shutdown, .receiveToEnd,
        ])
        #expect(Self.count(text) == 2)
    }

    @Test func longUnreadBodyClosesAndTheAnswerArrives() async throws {
        let text = try await run([
            .send("POST /ignore HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n"),
            .send(String(repeating: "a", count: 4_000_000)), .receiveToEnd,
        ]) { $0.lingerTimeout = .milliseconds(200) }
        #expect(RawResponse(text)["Connection"] == "close")
        #expect(RawResponse(text).body == "ignored")
    }

    @Test func shortStreamClosesTheConnection() async throws {
        let text = try await run([.send("GET /stream/short HTTP/1.1\r\nHost: x\r\n\r\n"), .receiveToEnd])
        #expect(RawResponse(text)["Content-Length"] == "10")
        #expect(RawResponse(text).body == "onetwo")
    }

    @Test func longStreamIsCut() async throws {
        let text = try await run([
            .send("GET /stream/long HTTP/1.1\r\nHost: x\r\n\r\n" + Self.get), .shutdown, .receiveToEnd,
        ])
        #expect(text.contains("\r\n\r\noneHTTP/1.1 200 OK"))
    }

    @Test func brokenStreamHasNoTerminator() async throws {
        let text = try await run([.send("GET /stream/fails HTTP/1.1\r\nHost: x\r\n\r\n"), .receiveToEnd])
        #expect(RawResponse(text).body == "3\r\none\r\n")
    }

    @Test func continueIsSentWhenTheHandlerReads() async throws {
        let text = try await run([
            .send("POST /read HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"),
            .receive(until: "HTTP/1.1 100 Continue\r\n\r\n"), .send("abc"), .receive(until: "\r\n\r\nabc"),
        ])
        #expect(text.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
    }

    @Test(arguments: ["/nothing", "/ignore"]) func continueIsNotSentWithoutAReader(path: String) async throws {
        let text = try await run([
            .send("POST \(path) HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"),
            .receiveToEnd,
        ]) { $0.lingerTimeout = .milliseconds(100) }
        #expect(!text.contains("100 Continue"))
        #expect(RawResponse(text)["Connection"] == "close")
    }

    @Test func bodyOfTheLimitIsReadAndOneByteMoreIsNot() async throws {
        let app = Web.Application(clientMaxSize: 10)
        app.post("/") { .bytes(try await $0.read()) }
        try await TestServer.with(app) { server in
            for (length, status) in [(10, 200), (11, 413)] {
                let body = String(repeating: "a", count: length)
                for head in [
                    "Content-Length: \(length)\r\n\r\n\(body)",
                    "Transfer-Encoding: chunked\r\n\r\n\(String(length, radix: 16))\r\n\(body)\r\n0\r\n\r\n",
                ] {
                    let text = try await RawClient(server).run([
                        .send("POST / HTTP/1.1\r\nHost: x\r\n\(head)" + "GET /x HTTP/1.1\r\nHost: x\r\n\r\n"),
                        .shutdown,
                        .receiveToEnd,
                    ])
                    #expect(RawResponse(text).status == status)
                    #expect(text.contains("404 Not Found"), "the connection stays usable")
                }
            }
        }
    }

    @Test func silentConnectionIsClosed() async throws {
        #expect(try await run([.receiveToEnd]) { $0.keepAliveTimeout = .milliseconds(100) } == "")
        let text = try await run([.send(Self.get), .receiveToEnd]) { $0.keepAliveTimeout = .seconds(1) }
        #expect(Self.count(text) == 1)
    }

    @Test func slowHeadIsRefused() async throws {
        let text = try await run([.send("GET / HT"), .receiveToEnd]) {
            $0.headerTimeout = .milliseconds(100)
            $0.lingerTimeout = .milliseconds(100)
        }
        #expect(RawResponse(text).status == 408)
    }

    @Test func stalledBodyIsRefused() async throws {
        let text = try await run([
            .send("POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab"), .receiveToEnd,
        ]) {
            $0.bodyTimeout = .milliseconds(100)
            $0.lingerTimeout = .milliseconds(100)
        }
        #expect(RawResponse(text).status == 408)
    }
}

extension String {
    func components(of separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
