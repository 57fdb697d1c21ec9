import Fetch
import HTTPValues

/// Puts header lines together into heads and trailers, as libcurl hands them over: one line at a time, interim
/// heads before the final one, trailers behind the body.
struct HeadCollector: ~Copyable {
    /// Whether the head of the final response is complete.
    private(set) var hasFinal = false
    private var block = ByteBuilder()
    private var lineCount = 0
    /// Whether the first field line has begun.
    private var hasFirstField = false

    /// More field lines than any honest server sends. Far more would exhaust what a head is kept in.
    private static let lineLimit = 1000
    /// The bytes that most heads need no more of.
    private static let usualSize = 1 << 10

    /// Whether libcurl may be let on `line`, or the first part of a long one, before it is added.
    ///
    /// The first field line must not be folded (RFC 9112 section 2.2). Before 8.3.0 libcurl would take it for the
    /// continuation of the last field of the response before, which the handle has a pointer to and which was freed
    /// (curl issues 11101 and 11620).
    mutating func mayFollow(_ line: UnsafeRawBufferPointer) -> Bool {
        guard lineCount == 1, !hasFirstField else { return true }
        hasFirstField = true
        return line.first?.isBlank != true
    }

    /// Adds a line; returns the final head when this line completes it.
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
        // 1xx responses but 101 are followed by the real one (RFC 9110 section 15.2).
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

    /// The fields behind the body; those that cannot be read are left out.
    var trailers: Headers {
        mutating get { block.count == 0 ? Headers() : (try? Headers(parsing: block.take())) ?? Headers() }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether there is nothing but the end of a line.
    fileprivate var isLineEnd: Bool {
        guard let first, first == 0x0D || first == 0x0A else { return isEmpty }
        return allSatisfy { $0 == 0x0D || $0 == 0x0A }
    }
}
