package import AIOHTTPWeb
import FetchConformance
import Glibc
import HTTPValues

/// Talks to a server byte by byte, on its own thread.
package struct RawClient: Sendable {
    package enum Step: Sendable {
        case send(String)
        case sendBytes([UInt8])
        /// Reads until the text has been received.
        case receive(until: String)
        /// Closes the sending half.
        case shutdown
        /// Reads until the server closes.
        case receiveToEnd
        case perform(@Sendable () -> Void)
        /// Keeps the connection open without reading until the gate opens.
        case hold(until: Gate)
    }

    private let port: Int
    private let host: UInt8

    package init(_ server: TestServer) {
        port = server.port
        host = 1
    }

    /// A client of a server at 127.0.0.`host`.
    package init(port: Int, host: UInt8 = 1) {
        self.port = port
        self.host = host
    }

    /// Runs the steps and returns all received bytes as ISO-8859-1.
    @discardableResult
    package func run(_ steps: [Step]) async throws -> String {
        try await RealThread.run { Result { try connectAndRun(steps) } }.get()
    }

    /// Sends `request` and reads until the server closes.
    package func exchange(_ request: String) async throws -> String {
        try await run([.send(request), .receiveToEnd])
    }

    private func connectAndRun(_ steps: [Step]) throws -> String {
        guard let descriptor = Listener.connect(to: port, host: host) else { throw SystemFailure("connect") }
        defer { close(descriptor) }
        var timeout = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var received: [UInt8] = []
        for step in steps {
            switch step {
            case .send(let text): try send(Array(text.utf8), descriptor)
            case .sendBytes(let bytes): try send(bytes, descriptor)
            case .shutdown: Glibc.shutdown(descriptor, Int32(SHUT_WR))
            case .receive(let text):
                let wanted = Array(text.utf8)
                while !received.contains(wanted) {
                    guard try receive(descriptor, into: &received) else {
                        throw SystemFailure("closed before \(text.debugDescription): \(Self.text(received))")
                    }
                }
            case .perform(let action): action()
            case .hold(let gate): gate.pass(within: .seconds(20))
            case .receiveToEnd: while try receive(descriptor, into: &received) {}
            }
        }
        return Self.text(received)
    }

    private func send(_ bytes: [UInt8], _ descriptor: Int32) throws {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // The server may already have responded and closed.
            guard count > 0 else { return }
            offset += count
        }
    }

    private func receive(_ descriptor: Int32, into received: inout [UInt8]) throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0 {
            if errno == ECONNRESET { return false }
            throw SystemFailure("recv: error \(errno) after \(Self.text(received).prefix(500))")
        }
        received += buffer[..<count]
        return count > 0
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
