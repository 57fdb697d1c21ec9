import Fetch
import HTTPValues

/// Reads requests from a connection for tests. It accepts anything and records exactly what was received.
struct ReceivedRequestReader: ~Copyable {
    private let socket: Socket
    private var buffer: [UInt8] = []

    init(_ socket: Socket) {
        self.socket = socket
    }

    /// Reads the next head. Returns nil if the connection or the server has ended.
    mutating func head(connection: Int, isOther: Bool) -> ReceivedRequest? {
        guard let end = readThrough([0x0D, 0x0A, 0x0D, 0x0A]) else { return nil }
        let text = Bytes(buffer[..<(end - 4)]).utf8Text
        buffer.removeFirst(end)
        var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        let line = lines.isEmpty ? "" : lines.removeFirst()
        let headers = lines.map { line -> (String, String) in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1].trimmingBlanks : "")
        }
        return ReceivedRequest(
            connection: connection, isOther: isOther, line: line, headers: Headers(headers), body: Bytes(),
            chunkSizes: [])
    }

    /// Reads the body of `request`. Returns false if the connection or the server ended before it was complete.
    mutating func body(of request: inout ReceivedRequest) -> Bool {
        if request.headers.first("Transfer-Encoding")?.lowercased() == "chunked" { return chunks(of: &request) }
        guard let length = request.headers.first("Content-Length").flatMap(Int.init), length > 0 else { return true }
        guard fill(length) else { return false }
        request.body = Bytes(buffer[..<length])
        buffer.removeFirst(length)
        return true
    }

    private mutating func chunks(of request: inout ReceivedRequest) -> Bool {
        var body: [UInt8] = []
        while let chunk = chunk() {
            if chunk.isEmpty {
                request.body = Bytes(body)
                return true
            }
            body += chunk
            request.chunkSizes.append(chunk.count)
        }
        return false
    }

    /// Reads the next chunk of a body; the last one is empty. Returns nil if the connection or the server has ended.
    mutating func chunk() -> [UInt8]? {
        guard let end = readThrough([0x0D, 0x0A]) else { return nil }
        let line = Bytes(buffer[..<(end - 2)]).utf8Text
        buffer.removeFirst(end)
        guard let size = Int(line, radix: 16), fill(size + 2) else { return nil }
        defer { buffer.removeFirst(size + 2) }
        return Array(buffer[..<size])
    }

    /// Reads the next message of a SOCKS client. Returns nil if the connection or the server has ended.
    mutating func socks(_ message: SOCKSMessage) -> [UInt8]? {
        switch message {
        case .greeting:
            guard fill(2) else { return nil }
            return take(2 + Int(buffer[1]))
        case .login:
            guard fill(2), fill(3 + Int(buffer[1])) else { return nil }
            let name = Int(buffer[1])
            return take(3 + name + Int(buffer[2 + name]))
        case .request:
            guard fill(5) else { return nil }
            let address =
                switch buffer[3] {
                case 1: 4
                case 4: 16
                default: 1 + Int(buffer[4])
                }
            return take(4 + address + 2)
        }
    }

    private mutating func take(_ count: Int) -> [UInt8]? {
        guard fill(count) else { return nil }
        defer { buffer.removeFirst(count) }
        return Array(buffer[..<count])
    }

    private mutating func fill(_ count: Int) -> Bool {
        while buffer.count < count {
            guard let more = socket.receive() else { return false }
            buffer += more
        }
        return true
    }

    /// Reads through `mark` and returns the offset after it.
    private mutating func readThrough(_ mark: [UInt8]) -> Int? {
        var searched = 0
        while true {
            while searched + mark.count <= buffer.count {
                if buffer[searched..<(searched + mark.count)].elementsEqual(mark) { return searched + mark.count }
                searched += 1
            }
            guard let more = socket.receive() else { return nil }
            buffer += more
        }
    }
}
