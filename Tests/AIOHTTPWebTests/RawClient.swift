import AIOHTTPWeb
import Dispatch
import Foundation
import Glibc
import HTTPValues

/// Talks to a server byte by byte, on a thread of its own.
struct RawClient {
    enum Step: Sendable {
        case send(String)
        case sendBytes([UInt8])
        /// Reads until the text has come.
        case receive(until: String)
        /// Ends the sending half.
        case shutdown
        /// Reads until the server closes.
        case receiveToEnd
        case perform(@Sendable () -> Void)
        /// Keeps the connection open, without reading, until the semaphore is signalled.
        case hold(DispatchSemaphore)
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let port: Int

    init(_ server: TestServer) {
        port = server.port
    }

    init(port: Int) {
        self.port = port
    }

    /// Everything that was received, as ISO-8859-1.
    @discardableResult
    func run(_ steps: [Step]) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try connectAndRun(steps) }) }
        }
    }

    /// Sends `request` and reads until the server closes.
    func exchange(_ request: String) async throws -> String {
        try await run([.send(request), .receiveToEnd])
    }

    private func connectAndRun(_ steps: [Step]) throws -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(description: "socket: \(errno)") }
        defer { close(descriptor) }
        var timeout = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(description: "connect: \(errno)") }
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
                        throw Failure(description: "closed before \(text.debugDescription): \(Self.text(received))")
                    }
                }
            case .perform(let action): action()
            case .hold(let semaphore): semaphore.wait()
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
            // The server may have answered and closed already.
            guard count > 0 else { return }
            offset += count
        }
    }

    private func receive(_ descriptor: Int32, into received: inout [UInt8]) throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0 {
            if errno == ECONNRESET { return false }
            throw Failure(description: "recv: \(errno) after \(Self.text(received).prefix(500))")
        }
        received += buffer[..<count]
        return count > 0
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}

/// The parts of one response in raw text.
struct RawResponse {
    let statusLine: String
    let fields: [(name: String, value: String)]
    let body: String

    var status: Int { statusLine.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0 }
    var names: [String] { fields.map(\.name) }

    /// The first response in `text`; everything behind its head is its body.
    init(_ text: String) {
        let head = text.range(of: "\r\n\r\n")
        let lines = String(text[..<(head?.lowerBound ?? text.endIndex)]).components(separatedBy: "\r\n")
        statusLine = lines[0]
        fields = lines.dropFirst().map { line in
            let parts = line.components(separatedBy: ": ")
            return (parts[0], parts.dropFirst().joined(separator: ": "))
        }
        body = head.map { String(text[$0.upperBound...]) } ?? ""
    }

    subscript(name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
