import Glibc
import HTTPValues

/// A request body encoded by a style's rules: the data to send and the headers that describe it.
struct EncodedBody: Sendable {
    var wire: WireBody = .none
    var chunks: BodyChunks?
    var contentType: String?
    var isReplayable = true

    /// No body.
    static let none = EncodedBody()

    /// The length in bytes, or nil if it is not known in advance.
    var length: Int? {
        switch wire {
        case .none: 0
        case .bytes(let bytes): bytes.count
        case .file(_, _, let length): length
        case .upload(let length): length
        }
    }

    var isNone: Bool { if case .none = wire { true } else { false } }

    /// Returns the body for chunked coding, which trailers need.
    fileprivate func inChunks(with trailers: @escaping @Sendable () throws -> Headers) -> EncodedBody {
        var copy = self
        var chunks = chunks ?? BodyChunks(isReplayable: true) { [wire] in wire.reader }
        chunks.trailers = trailers
        copy.chunks = chunks
        copy.wire = .upload(length: nil)
        return copy
    }
}

extension RequestBody {
    /// Encodes the body according to `rules`.
    func encoded(_ rules: BodyRules, _ dialect: URLDialect) throws(FetchError) -> EncodedBody {
        switch content {
        case .bytes(let bytes):
            if bytes.isEmpty, rules.emptyIsNone { return .none }
            return EncodedBody(wire: .bytes(bytes), contentType: contentType ?? rules.bytesContentType)
        case .text(let text):
            if text.isEmpty, rules.emptyIsNone { return .none }
            return EncodedBody(wire: .bytes(Bytes(text)), contentType: contentType ?? rules.textContentType)
        case .json(let value):
            guard value.isFinite else {
                throw FetchError(.invalidRequest, "Out of range float values are not JSON compliant")
            }
            return EncodedBody(wire: .bytes(value.bytes(rules.jsonFormat)), contentType: contentType)
        case .form(let fields):
            let text = FormEncoding.encode(fields, dialect: dialect)
            return EncodedBody(wire: .bytes(Bytes(text)), contentType: contentType)
        case .file(let path, let offset):
            let length = try Self.lengthOfFile(path, from: offset)
            return EncodedBody(
                wire: .file(path: path, offset: offset, length: length),
                contentType: contentType ?? rules.bytesContentType)
        case .chunks(let chunks, let length):
            return EncodedBody(
                wire: .upload(length: length), chunks: chunks, contentType: contentType ?? rules.bytesContentType,
                isReplayable: chunks.isReplayable)
        case .trailed(var body, let trailers):
            body.contentType = contentType
            return try body.encoded(rules, dialect).inChunks(with: trailers)
        }
    }

    /// The number of bytes from `offset` to the end of a regular file.
    static func lengthOfFile(_ path: String, from offset: Int) throws(FetchError) -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw FetchError(.bodySource, "Cannot read \(path): \(String(cString: strerror(errno)))")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FetchError(.bodySource, "Cannot read \(path): it is not a regular file")
        }
        return max(0, Int(status.st_size) - offset)
    }
}

extension WireBody {
    private static let fileChunk = 64 << 10

    /// Reads a body that is in memory or in a file.
    fileprivate var reader: BodyChunks.Reader {
        switch self {
        case .none, .upload: return .blocking { nil }
        case .bytes(let bytes):
            var rest: Bytes? = bytes
            return .blocking {
                defer { rest = nil }
                return rest
            }
        case .file(let path, let offset, let length):
            var taken = 0
            return .blocking {
                guard taken < length else { return nil }
                let count = min(length - taken, Self.fileChunk)
                defer { taken += count }
                return try FilePart.read(path, offset: offset + taken, length: count)
            }
        }
    }
}
