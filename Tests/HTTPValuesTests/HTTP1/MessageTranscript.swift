import HTTPValues
import Testing

/// A textual record of what a reader finds in bytes that arrive in chunks of one size.
struct MessageTranscript {
    private(set) var events: [String] = []
    private(set) var inputEnd: ResponseReader.InputEnd?
    private(set) var isBetweenRequests = false

    /// Reads the requests in `bytes`.
    static func requests(
        _ bytes: [UInt8], pieces: Int = 1000, limits: HTTP1Limits = HTTP1Limits()
    ) throws -> MessageTranscript {
        var transcript = MessageTranscript()
        var reader = RequestReader(limits: limits)
        try feed(bytes, pieces: pieces) { waiting, consumed in
            let event = try waiting.withUnsafeBytes { try reader.next($0, consumed: &consumed) }
            switch event {
            case .head(let head, _):
                transcript.events.append(
                    "\(head.method) \(head.target) \(head.version) \(head.headers.fields.map(\.value))")
            case .body(let range): transcript.add(waiting[range])
            case .end(let trailers): transcript.add(trailers)
            case .needsMore: return false
            }
            return true
        }
        transcript.isBetweenRequests = reader.isBetweenRequests
        return transcript
    }

    /// Reads the response to `method` in `bytes`, and records the remaining bytes.
    static func response(
        _ bytes: [UInt8], to method: HTTPMethod = .get, pieces: Int = 1000, limits: HTTP1Limits = .client
    ) throws -> MessageTranscript {
        var transcript = MessageTranscript()
        var reader = ResponseReader(to: method, limits: limits)
        var isOver = false
        let left = try feed(bytes, pieces: pieces) { waiting, consumed in
            guard !isOver else { return false }
            let event = try waiting.withUnsafeBytes { try reader.next($0, consumed: &consumed) }
            switch event {
            case .interim(let head): transcript.add(head, "interim")
            case .otherProtocol(let head):
                transcript.add(head, "other protocol")
                isOver = true
            case .head(let head, let keepsAlive): transcript.add(head, keepsAlive ? "keep" : "close")
            case .body(let range): transcript.add(waiting[range])
            case .end(let trailers):
                transcript.add(trailers)
                isOver = true
            case .needsMore: return false
            }
            return true
        }
        if !left.isEmpty { transcript.events.append("left \(String(decoding: left, as: UTF8.self))") }
        transcript.inputEnd = reader.inputEnd
        return transcript
    }

    /// Calls `step` with the unconsumed bytes until it returns false, chunk by chunk, and returns what is left.
    @discardableResult
    private static func feed(
        _ bytes: [UInt8], pieces size: Int, _ step: ([UInt8], inout Int) throws -> Bool
    ) throws -> [UInt8] {
        var waiting: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            waiting += rest.prefix(size)
            rest = rest.dropFirst(size)
            var goesOn = true
            while goesOn {
                var consumed = 0
                goesOn = try step(waiting, &consumed)
                waiting.removeFirst(consumed)
            }
        }
        return waiting
    }

    private mutating func add(_ head: ResponseHead, _ what: String) {
        events.append("\(what) \(head.status) \(head.reason) \(head.headers.fields.map(\.value))")
    }

    private mutating func add(_ trailers: Headers) {
        events.append("end \(trailers.fields.map { "\($0.name): \($0.value)" })")
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>) {
        let text = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        if let last = events.last, last.hasPrefix("body ") {
            events[events.count - 1] = last + text
        } else {
            events.append("body " + text)
        }
    }
}

/// Chunk sizes that cut at every byte and at odd places.
let pieceSizes = [1, 2, 3, 5, 7, 16, 1000]

extension Result where Failure == any Error {
    /// The violation, if one was thrown.
    var violation: HTTP1Violation? {
        if case .failure(let error) = self { error as? HTTP1Violation } else { nil }
    }
}
