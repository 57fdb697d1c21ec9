import Fetch
import HTTPValues

/// Assembles header lines into heads and trailers. libcurl delivers them one line at a time: interim heads before the
/// final one, trailers after the body.
struct HeadCollector: ~Copyable {
    /// Whether the head of the final response is complete.
    private(set) var hasFinal = false
    private var block = ByteBuilder()
    private var lineCount = 0
    /// Whether the first header line has begun.
    private var hasFirstField = false

    /// More header lines than any honest server sends. Far more would exceed what a head can store.
    private static let lineLimit = 1000
    /// A size that is enough for most heads, in bytes.
    private static let usualSize = 1 << 10

    /// Whether libcurl may parse `line`, or the first part of a long one. Called before the line is added, by
    /// an old libcurl twice.
    ///
    /// The first field line must not be folded (RFC 9112 section 2.2). libcurl before 8.3.0 would take it for the
    /// continuation of the last header of the previous response, to which the handle has a dangling pointer
    /// (curl issues 11101 and 11620).
    mutating func mayFollow(_ line: UnsafeRawBufferPointer) -> Bool {
        guard lineCount == 1, !hasFirstField else { return true }
        hasFirstField = true
        return line.first?.isBlank != true
    }

    /// Adds a line. Returns the final head if this line completes it.
    mutating func add(_ line: UnsafeRawBufferPointer) throws(FetchError) -> ResponseHead? {
        lineCount += 1
        guard lineCount <= Self.lineLimit else {
            throw FetchError(.protocolViolation, "The response has more than \(Self.lineLimit) header lines")
        }
        guard line.isLineEnd else {
            if lineCount == 1 { block.reserve(Self.usualSize) }
            block.append(line)
            return nil
        }
        guard !hasFinal else { return nil }  // the end of the trailers
        let bytes = block.take()
        let head = try Self.head(bytes)
        lineCount = 0
        hasFirstField = false
        // 1xx responses other than 101 are followed by the real one (RFC 9110 section 15.2).
        guard head.status >= 200 || head.status == 101 else { return nil }
        hasFinal = true
        return head
    }

    private static func head(_ block: Bytes) throws(FetchError) -> ResponseHead {
        do {
            return try ResponseHead(parsing: block)
        } catch {
            throw FetchError(error)
        }
    }

    /// The trailers. If they cannot be parsed, they are dropped.
    var trailers: Headers {
        mutating get { block.count == 0 ? Headers() : (try? Headers(parsing: block.take())) ?? Headers() }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether the line is empty except for its line ending.
    fileprivate var isLineEnd: Bool {
        guard let first, first == 0x0D || first == 0x0A else { return isEmpty }
        return allSatisfy { $0 == 0x0D || $0 == 0x0A }
    }
}
