import Fetch
import FetchConformance
import HTTPValues
import Testing

@Suite("Byte connections", .timeLimit(.minutes(1)))
struct ByteConnectionTests {
    private let url: FetchURL

    init() throws { url = try FetchURL("https://mock.test/ignored") }

    private func connect(
        protocols: [String] = [], _ handler: @escaping MockTransport.ConnectionHandler
    ) -> (ByteConnection, MockTransport) {
        let transport = MockTransport({ _ in MockResponse(404) }, connections: handler)
        let connection = ByteConnection()
        transport.connect(ConnectionRequest(url, protocols: protocols), connection)
        return (connection, transport)
    }

    private static let echo: MockTransport.ConnectionHandler = { peer in
        while let bytes = try await peer.read() { try await peer.write(bytes) }
        try await peer.write("bye")
    }

    @Test("A connection carries bytes both ways until both sides have finished")
    func duplex() async throws {
        let (connection, _) = connect(protocols: ["http/1.1", "x"], Self.echo)
        #expect(try await connection.properties().negotiatedProtocol == "http/1.1")
        for text in ["one", "two"] {
            try await connection.write(Bytes(text))
            #expect(try await connection.read()?.utf8Text == text)
        }
        connection.finishWriting()
        #expect(try await connection.read() == "bye")
        #expect(try await connection.read() == nil)
    }

    @Test("The peer waits while the connection is not read, and then resumes")
    func flowControl() async throws {
        let piece = Bytes(repeating: 0x61, count: 1 << 20)
        let written = Locked(0)
        let (connection, _) = connect { peer in
            for _ in 0..<20 {
                try await peer.write(piece)
                written.withLock { $0 += 1 }
            }
        }
        try await Task.sleep(for: .milliseconds(100))
        #expect(written.withLock { $0 } < 5)
        var size = 0
        while let bytes = try await connection.read() { size += bytes.count }
        #expect(size == 20 << 20)
    }

    @Test("The user waits while the peer accepts no more bytes")
    func fullOutput() async throws {
        let (connection, _) = connect { peer in
            try await Task.sleep(for: .milliseconds(100))
            while try await peer.read() != nil {}
        }
        for _ in 0..<20 { try await connection.write(Bytes(repeating: 0x61, count: 1 << 20)) }
        connection.finishWriting()
        #expect(try await connection.read() == nil)
    }

    @Test("A connection ends when the user, the client, the peer or a cancelled task closes it")
    func closing() async throws {
        let waiting: MockTransport.ConnectionHandler = { peer in _ = try await peer.read() }
        let (closed, _) = connect(waiting)
        closed.close()
        await #expect(throws: FetchError.self) { try await closed.read() }

        let (left, transport) = connect(waiting)
        transport.close()
        let error = await #expect(throws: FetchError.self) { try await left.read() }
        #expect(error?.kind == .closed)

        let (refused, _) = connect { _ in throw FetchError(.tls, "No") }
        let refusal = await #expect(throws: FetchError.self) { try await refused.read() }
        #expect(refusal?.kind == .tls)

        let (cancelled, _) = connect(waiting)
        let task = Task { try await cancelled.read() }
        try await Task.sleep(for: .milliseconds(20))
        task.cancel()
        let cancellation = await #expect(throws: FetchError.self) { try await task.value }
        #expect(cancellation?.kind == .cancelled)
        await #expect(throws: FetchError.self) { try await cancelled.write("too late") }
    }

    @Test("A connection can be used from a thread")
    func blocking() async throws {
        let (connection, transport) = connect(Self.echo)
        let texts = await RealThread.run { Result { try Self.talk(connection, over: transport) } }
        #expect(try texts.get() == ["hello", "bye"])
    }

    private static func talk(_ connection: ByteConnection, over transport: any Transport) throws -> [String] {
        _ = try connection.blockingProperties(over: transport)
        try connection.blockingWrite("hello", over: transport)
        var texts = [try connection.blockingRead(over: transport)?.utf8Text ?? ""]
        connection.finishWriting()
        while let bytes = try connection.blockingRead(over: transport) { texts.append(bytes.utf8Text) }
        return texts
    }

    @Test("A transport without connections rejects them")
    func unsupported() async throws {
        for transport in [MockTransport { _ in MockResponse() }, NoConnections()] as [any Transport] {
            let connection = ByteConnection()
            transport.connect(ConnectionRequest(url), connection)
            let error = await #expect(throws: FetchError.self) { try await connection.properties() }
            #expect(error?.kind == .unsupported)
        }
    }
}

/// A transport that relies on the default implementations.
private final class NoConnections: Transport {
    func start(_ request: WireRequest, _ transfer: Transfer) {
        transfer.finish(.failure(FetchError(.connect, "Nobody is there")))
    }

    func close() {}
}
