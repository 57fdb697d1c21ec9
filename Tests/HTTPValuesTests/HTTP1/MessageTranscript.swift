import HTTPValues
import Testing

/// What a reader finds in bytes that arrive in pieces of one size, as text.
struct MessageTranscript {
    private(set) var events: [String] = []
    private(set) var inputEnd: String = ""

    /// - Parameter follow: Says what comes after a head.
    init<Head: HTTP1Head>(
        of bytes: [UInt8], pieces size: Int, limits: HTTP1Limits, describe: (Head) -> String,
        follow: (Head, inout MessageReader<Head>) throws -> Void
    ) throws {
        var reader = MessageReader<Head>(limits: limits)
        var waiting: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            waiting += rest.prefix(size)
            rest = rest.dropFirst(size)
            var isWaiting = false
            while !isWaiting {
                var consumed = 0
                let event = try waiting.withUnsafeBytes { try reader.next($0, consumed: &consumed) }
                switch event {
                case .head(let head):
                    events.append(describe(head))
                    try follow(head, &reader)
                case .body(let range): add(waiting[range])
                case .end(let trailers): events.append("end \(trailers.fields.map { "\($0.name): \($0.value)" })")
                case .needsMore: isWaiting = true
                }
                waiting.removeFirst(consumed)
            }
        }
        inputEnd = "\(reader.inputEnd)"
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>) {
        let text = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        if let last = events.last, last.hasPrefix("body ") {
            events[events.count - 1] = last + text
        } else {
            events.append("body " + text)
        }
    }

    static func requests(
        _ bytes: [UInt8], pieces: Int = 1000, limits: HTTP1Limits = HTTP1Limits()
    ) throws -> MessageTranscript {
        try MessageTranscript(of: bytes, pieces: pieces, limits: limits) { (head: ReceivedRequestHead) in
            "\(head.method) \(head.target) \(head.version) \(head.headers.fields.map(\.value))"
        } follow: { head, reader in
            reader.begin(try RequestFraming(head).body)
        }
    }

    static func responses(
        _ bytes: [UInt8], to method: HTTPMethod = .get, pieces: Int = 1000, limits: HTTP1Limits = .client
    ) throws -> MessageTranscript {
        try MessageTranscript(of: bytes, pieces: pieces, limits: limits) { (head: ResponseHead) in
            "\(head.status) \(head.reason) \(head.headers.fields.map(\.value))"
        } follow: { head, reader in
            switch try ResponseFraming(head, to: method) {
            case .interim: try reader.expectNextHead()
            case .otherProtocol: break
            case .body(let framing, keepsAlive: _): reader.begin(framing)
            }
        }
    }
}

/// A kind of piece sizes that cut at every byte and at odd places.
let pieceSizes = [1, 2, 3, 5, 7, 16, 1000]

extension Result where Failure == any Error {
    /// The violation that was thrown.
    var violation: HTTP1Violation? {
        if case .failure(let error) = self { error as? HTTP1Violation } else { nil }
    }
}
