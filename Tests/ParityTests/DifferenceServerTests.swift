import AIOHTTPWeb
import FetchConformance
import HTTPValues
import MiniServer
import StyleConformance
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The rows about the server, shown by what it replies to bytes that no client would send.
@Suite(.timeLimit(.minutes(2))) struct DifferenceServerTests {
    private static let rows = IntendedDifference.all.compactMap { row -> (String, ServerReply)? in
        if case .served(let reply) = row.evidence { (row.id, reply) } else { nil }
    }

    @Test(arguments: rows)
    func theServerRepliesAsTheTableSays(_ id: String, _ expected: ServerReply) async throws {
        try await TestServer.with(MiniServer.application()) { server in
            let port = server.port
            let text = await RealThread.run { exchange(expected.request, port: port) }
            #expect(text.hasPrefix(expected.status), "\(id): \(text.prefix(300))")
            for part in expected.has { #expect(text.contains(part), "\(id): \(text.prefix(300))") }
            for part in expected.lacks { #expect(!text.contains(part), "\(id): \(text.prefix(300))") }
        }
    }
}

/// Sends `text`, ends the sending half, and reads until the server closes.
private func exchange(_ text: String, port: Int) -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
            connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    guard connected == 0 else { return "no connection" }
    let bytes = Array(text.utf8)
    guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { return "not sent" }
    shutdown(descriptor, Int32(SHUT_WR))
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 {
        received += buffer[..<count]
    }
    return String(decoding: received, as: UTF8.self)
}
