import HTTPValues
import Testing

@Suite("Writing heads and chunks")
struct HeadWritingTests {
    private func request(
        _ method: HTTPMethod = .get, _ target: String = "/", _ headers: Headers = [:], _ framing: BodyFraming = .none
    ) throws -> String {
        var builder = ByteBuilder()
        builder.append(try RequestLineText(method: method, target: target))
        builder.append(try RequestFieldsText(headers, framing: framing))
        return builder.take().utf8Text
    }

    private func response(
        _ status: Int = 200, _ reason: String? = nil, _ headers: Headers = [:], _ framing: BodyFraming = .none,
        version: HTTPVersion = .http11, keepsAlive: Bool = true, server: String? = "duet"
    ) throws -> String {
        var builder = ByteBuilder()
        let plan = ResponsePlan(
            isHead: false, version: version, status: status, length: framing.length, keepsAlive: keepsAlive)
        builder.append(
            try ResponseHeadText(
                status: status, reason: reason, headers: headers, plan: plan, serverName: server,
                date: Array("now".utf8)))
        return builder.take().utf8Text
    }

    @Test("A request head keeps the order and spelling of its headers")
    func requests() throws {
        #expect(try request() == "GET / HTTP/1.1\r\n\r\n")
        #expect(
            try request("PATCH", "http://h/?q", ["host": "h"], .chunked)
                == "PATCH http://h/?q HTTP/1.1\r\nhost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
        #expect(try request("OPTIONS", "*", ["A": "é", "B": ""]) == "OPTIONS * HTTP/1.1\r\nA: é\r\nB: \r\n\r\n")
        #expect(try request("CONNECT", "h:443") == "CONNECT h:443 HTTP/1.1\r\n\r\n")
    }

    @Test("The framing replaces the framing headers of a request in place, whatever they say")
    func requestFraming() throws {
        let headers: Headers = ["A": "1", "content-length": "9", "B": "2", "Transfer-Encoding": "chunked"]
        for (framing, line) in [
            (.length(3), "Content-Length: 3\r\n"), (.length(0), "Content-Length: 0\r\n"),
            (.chunked, "Transfer-Encoding: chunked\r\n"), (.none, ""),
        ] as [(BodyFraming, String)] {
            #expect(try request(.post, "/", headers, framing) == "POST / HTTP/1.1\r\nA: 1\r\n\(line)B: 2\r\n\r\n")
        }
        #expect(
            try request(.post, "/", ["A": "1"], .length(3)) == "POST / HTTP/1.1\r\nA: 1\r\nContent-Length: 3\r\n\r\n")
    }

    @Test("Invalid heads are rejected")
    func illegal() {
        for (method, target, headers) in [
            ("GE T", "/", [:]), ("", "/", [:]), ("GET", "/a b", [:]), ("GET", "", [:]), ("GET", "/\r\nX: 1", [:]),
            ("GET", "/é", [:]), ("GET", "/#f", [:]), ("GET", "/", ["A B": "1"]), ("GET", "/", ["": "1"]),
            ("GET", "/", ["A": "1\r\nB: 2"]), ("GET", "/", ["A": " 1"]), ("GET", "/", ["A": "\0"]),
        ] as [(HTTPMethod, String, Headers)] {
            #expect(throws: HeaderError.self) { try request(method, target, headers) }
        }
        #expect(throws: HeaderError.self) { try response(1000) }
        #expect(throws: HeaderError.self) { try response(99) }
        #expect(throws: HeaderError.self) { try response(200, "a\r\nb") }
        #expect(throws: HeaderError.self) { try response(200, nil, ["A": "1\n"]) }
    }

    @Test("A response head gets missing headers and only the server's framing")
    func responses() throws {
        #expect(
            try response(200, nil, [:], .length(3))
                == "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nDate: now\r\nServer: duet\r\n\r\n")
        #expect(
            try response(
                404, "Gone Fishing", ["date": "d", "SERVER": "s", "Content-Length": "9", "Connection": "x"], .chunked,
                keepsAlive: false)
                == "HTTP/1.1 404 Gone Fishing\r\ndate: d\r\nSERVER: s\r\nTransfer-Encoding: chunked\r\n"
                + "Connection: close\r\n\r\n")
        #expect(
            try response(204, "", ["Transfer-Encoding": "chunked"], version: .http10, server: nil)
                == "HTTP/1.1 204 \r\nDate: now\r\nConnection: keep-alive\r\n\r\n")
        #expect(try response(599).hasPrefix("HTTP/1.1 599 \r\n"))
    }

    @Test("An upgrade response sets Connection itself and keeps the new protocol's headers")
    func upgrades() throws {
        var builder = ByteBuilder()
        builder.append(try UpgradeHeadText(["Upgrade": "x", "connection": "y"]))
        #expect(
            builder.take().utf8Text
                == "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
        #expect(throws: HeaderError.self) { try UpgradeHeadText(["A": "1\n"]) }
    }

    @Test("No part writes more than its capacity")
    func capacities() throws {
        let parts: [any MessagePart] = [
            try RequestLineText(method: "OPTIONS", target: "*"),
            try RequestFieldsText(["A": ""], framing: .length(.max)),
            try ResponseHeadText(
                status: 200, reason: nil, headers: [:],
                plan: ResponsePlan(isHead: false, version: .http10, status: 200, length: .max, keepsAlive: true),
                serverName: "s", date: [0x64]),
            ChunkText(Bytes(repeating: 1, count: 70_000)), LastChunkText(), try UpgradeHeadText([:]),
            try LastChunkText(trailers: ["A": "b"]),
        ]
        for part in parts {
            let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: part.capacity, alignment: 1)
            defer { memory.deallocate() }
            #expect((1...part.capacity).contains(part.write(to: memory)))
        }
    }

    @Test("Written heads can be read back")
    func roundTrips() throws {
        let headers: Headers = ["Host": "h", "A": "", "B": "é b"]
        let written = try request(.put, "/x?y", headers, .length(3))
        let head = try #require(try RequestReader.first(Array(written.utf8)))
        #expect(head.method == "PUT" && head.target == "/x?y" && head.version == .http11)
        #expect(head.headers.fields.prefix(3).map(\.value) == headers.fields.map(\.value))
        #expect(try RequestFraming(head).body == .length(3))
        let answer = try response(200, nil, headers, .chunked)
        let received = try #require(try ResponseReader.first(Array(answer.utf8)))
        #expect(try ResponseFraming(received, to: .get) == .body(.chunked, keepsAlive: true))
    }

    @Test("Chunks and their trailers can be read back")
    func chunks() throws {
        var builder = ByteBuilder()
        for text in ["hello ", "", String(repeating: "x", count: 300)] {
            builder.append(ChunkText(Bytes(text)))
        }
        #expect(throws: HeaderError.self) { try LastChunkText(trailers: ["A": "1", "B": "2\r\n"]) }
        builder.append(try LastChunkText(trailers: ["A": "1"]))
        let written = builder.take().utf8Text
        let x = String(repeating: "x", count: 300)
        #expect(written == "6\r\nhello \r\n12c\r\n\(x)\r\n0\r\nA: 1\r\n\r\n")
        let response = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + written
        let found = try MessageTranscript.response(Array(response.utf8), pieces: 7)
        #expect(found.events.dropFirst() == ["body hello \(x)", #"end ["A: 1"]"#])
    }
}
