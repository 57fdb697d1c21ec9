import CBrotli
import CZlib
import CZstd

/// An error for a body that could not be compressed.
package struct ContentEncodingError: Error, Hashable, CustomStringConvertible {
    /// The coding that failed.
    package let coding: ContentCoding
    /// The library's message.
    package let reason: String

    package var description: String { "The body cannot be encoded as \(coding.rawValue): \(reason)" }
}

/// Compresses complete bodies.
package enum ContentEncoder {
    /// Compresses `bytes`. The same input always produces the same output.
    ///
    /// - Parameters:
    ///   - bytes: The body.
    ///   - coding: The coding. `deflate` is zlib data, as RFC 9110 section 8.4.1.2 requires.
    ///   - level: The compression level; higher is smaller and slower. Clamped to 0…9 for gzip and deflate, 0…11 for
    ///     br and 1…19 for zstd. Nil means 6, 6, 5 and 3.
    /// - Throws: ``ContentEncodingError`` if the library runs out of memory.
    package static func encode(
        _ bytes: Bytes, as coding: ContentCoding, level: Int? = nil
    ) throws(ContentEncodingError) -> Bytes {
        switch coding {
        case .gzip: try deflate(bytes, windowBits: 31, coding: coding, level: level)
        case .deflate: try deflate(bytes, windowBits: 15, coding: coding, level: level)
        case .br: try brotli(bytes, level: level)
        case .zstd: try zstd(bytes, level: level)
        }
    }

    private static func clamp(_ level: Int, _ bounds: ClosedRange<Int>) -> Int32 {
        Int32(min(max(level, bounds.lowerBound), bounds.upperBound))
    }

    private static func deflate(
        _ bytes: Bytes, windowBits: Int32, coding: ContentCoding, level: Int?
    ) throws(ContentEncodingError) -> Bytes {
        var stream = z_stream()
        let code = deflateInit2_(
            &stream, clamp(level ?? 6, 0...9), Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw ContentEncodingError(coding: coding, reason: "zlib error \(code)") }
        defer { deflateEnd(&stream) }
        var output = ByteBuilder()
        output.reserve(min(Int(deflateBound(&stream, UInt(bytes.count))), 1 << 20))
        var result = Z_OK
        bytes.withUnsafeBytes { source in
            var offset = 0
            repeat {
                let available = UInt32(clamping: source.count - offset)
                let isLast = offset + Int(available) == source.count
                stream.next_in = UnsafeMutablePointer(
                    mutating: source[offset...].withMemoryRebound(to: UInt8.self) { $0.baseAddress })
                stream.avail_in = available
                output.append(capacity: 1 << 12) { free in
                    let room = UInt32(clamping: free.count)
                    stream.next_out = free.assumingMemoryBound(to: UInt8.self).baseAddress
                    stream.avail_out = room
                    result = CZlib.deflate(&stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                    return Int(room - stream.avail_out)
                }
                offset += Int(available - stream.avail_in)
            } while result == Z_OK
        }
        guard result == Z_STREAM_END else {
            throw ContentEncodingError(coding: coding, reason: "zlib error \(result)")
        }
        return output.take()
    }

    private static func brotli(_ bytes: Bytes, level: Int?) throws(ContentEncodingError) -> Bytes {
        var output = ByteBuilder()
        var succeeded = BROTLI_FALSE
        bytes.withUnsafeBytes { source in
            // The library returns 0 for a body too large to bound. Slightly more than the input is always enough.
            let bound = max(BrotliEncoderMaxCompressedSize(source.count), source.count + source.count / 64 + 1024)
            output.append(capacity: bound) { free in
                var count = free.count
                succeeded = BrotliEncoderCompress(
                    clamp(level ?? 5, 0...11), BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, source.count,
                    source.assumingMemoryBound(to: UInt8.self).baseAddress, &count,
                    free.assumingMemoryBound(to: UInt8.self).baseAddress)
                return succeeded == BROTLI_TRUE ? count : 0
            }
        }
        guard succeeded == BROTLI_TRUE else { throw ContentEncodingError(coding: .br, reason: "brotli error") }
        return output.take()
    }

    private static func zstd(_ bytes: Bytes, level: Int?) throws(ContentEncodingError) -> Bytes {
        var output = ByteBuilder()
        var code = 0
        bytes.withUnsafeBytes { source in
            output.append(capacity: ZSTD_compressBound(source.count)) { free in
                // Higher levels use windows larger than a receiver has to support (RFC 9659 section 3).
                code = ZSTD_compress(
                    free.baseAddress, free.count, source.baseAddress, source.count, clamp(level ?? 3, 1...19))
                return ZSTD_isError(code) == 0 ? code : 0
            }
        }
        guard ZSTD_isError(code) == 0 else {
            throw ContentEncodingError(coding: .zstd, reason: String(cString: ZSTD_getErrorName(code)))
        }
        return output.take()
    }
}
