import CZlib

/// The state of zlib's `inflate`, at a stable address because zlib keeps a pointer to it.
private struct Inflater: ~Copyable {
    /// The format around the deflate data, as a value of `windowBits`.
    enum Wrapping: Int32 {
        case gzip = 31
        case zlib = 15
        case none = -15
    }

    private let stream: UnsafeMutablePointer<z_stream>
    private let coding: ContentCoding

    init(_ wrapping: Wrapping, coding: ContentCoding) throws(ContentDecodingError) {
        self.coding = coding
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let code = inflateInit2_(
            stream, wrapping.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            throw ContentDecodingError(coding: coding, reason: .corrupt("zlib cannot start (\(code))"))
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func reset() {
        inflateReset(stream)
    }

    func reset(to wrapping: Wrapping) {
        inflateReset2(stream, wrapping.rawValue)
    }

    /// Inflates `input`. `ended` is true once the data and its checksum are complete.
    func step(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ContentDecodingError) -> (read: Int, written: Int, ended: Bool) {
        let available = UInt32(clamping: input.count)
        let free = UInt32(clamping: output.count)
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.assumingMemoryBound(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = available
        stream.pointee.next_out = output.assumingMemoryBound(to: UInt8.self).baseAddress
        stream.pointee.avail_out = free
        let code = inflate(stream, Z_NO_FLUSH)
        let read = Int(available - stream.pointee.avail_in)
        let written = Int(free - stream.pointee.avail_out)
        switch code {
        // Z_BUF_ERROR only means that no progress was possible without more input or room.
        case Z_OK, Z_BUF_ERROR: return (read, written, false)
        case Z_STREAM_END: return (read, written, true)
        case Z_NEED_DICT:
            throw ContentDecodingError(coding: coding, reason: .corrupt("needs a preset dictionary"))
        default:
            let text = stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(code)"
            throw ContentDecodingError(coding: coding, reason: .corrupt(text))
        }
    }
}

/// Decodes `gzip`: one or more members (RFC 1952 section 2.2). Anything else after the last member is ignored.
final class GzipDecompressor: Decompressor {
    private enum State {
        case member, betweenMembers, garbage
    }

    private let inflater: Inflater
    private var state = State.member

    init() throws(ContentDecodingError) {
        inflater = try Inflater(.gzip, coding: .gzip)
    }

    /// The two magic bytes distinguish another member from garbage.
    var lookahead: Int { state == .betweenMembers ? 2 : 1 }
    var isComplete: Bool { state != .member }
    var ignoresRest: Bool { state == .garbage }

    func step(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ContentDecodingError) -> (read: Int, written: Int) {
        if state == .betweenMembers, !input.isEmpty {
            state = input.starts(with: [0x1F, 0x8B]) ? .member : .garbage
            inflater.reset()
        }
        guard state == .member else { return (0, 0) }
        let (read, written, ended) = try inflater.step(input, into: output)
        if ended { state = .betweenMembers }
        return (read, written)
    }
}

/// Decodes `deflate`: zlib data, or the raw deflate data that many servers send (RFC 9110 section 8.4.1.2). Data after
/// the end is ignored.
final class DeflateDecompressor: Decompressor {
    private enum State {
        case start, data, ended
    }

    private let inflater: Inflater
    private var state = State.start

    init() throws(ContentDecodingError) {
        inflater = try Inflater(.zlib, coding: .deflate)
    }

    /// The two bytes of a zlib header distinguish it from raw data.
    var lookahead: Int { state == .start ? 2 : 1 }
    var isComplete: Bool { state == .ended }
    var ignoresRest: Bool { state == .ended }

    func step(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ContentDecodingError) -> (read: Int, written: Int) {
        if state == .start, input.count >= 2 {
            if !Self.isZlibHeader(input[0], input[1]) { inflater.reset(to: .none) }
            state = .data
        }
        guard state == .data else { return (0, 0) }
        let (read, written, ended) = try inflater.step(input, into: output)
        if ended { state = .ended }
        return (read, written)
    }

    /// Checks for method 8, a window of at most 32 KiB and valid check bits (RFC 1950 section 2.2).
    private static func isZlibHeader(_ method: UInt8, _ flags: UInt8) -> Bool {
        method & 0x0F == 8 && method >> 4 <= 7 && (UInt16(method) << 8 | UInt16(flags)) % 31 == 0
    }
}
