import CBrotli

/// Decodes `br` (RFC 7932).
final class BrotliDecompressor: Decompressor {
    private let state: OpaquePointer
    private var hasEnded = false

    init() throws(ContentDecodingError) {
        guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else {
            throw ContentDecodingError(coding: .br, reason: .corrupt("brotli cannot start"))
        }
        self.state = state
    }

    deinit {
        BrotliDecoderDestroyInstance(state)
    }

    var lookahead: Int { 1 }
    var isComplete: Bool { hasEnded }
    var ignoresRest: Bool { false }

    func step(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ContentDecodingError) -> (read: Int, written: Int) {
        guard !hasEnded else {
            guard input.isEmpty else { throw ContentDecodingError(coding: .br, reason: .trailingData) }
            return (0, 0)
        }
        var available = input.count
        var nextIn = input.assumingMemoryBound(to: UInt8.self).baseAddress
        var free = output.count
        var nextOut = output.assumingMemoryBound(to: UInt8.self).baseAddress
        switch BrotliDecoderDecompressStream(state, &available, &nextIn, &free, &nextOut, nil) {
        case BROTLI_DECODER_RESULT_SUCCESS: hasEnded = true
        case BROTLI_DECODER_RESULT_ERROR: throw ContentDecodingError(coding: .br, reason: .corrupt(errorText))
        default: break
        }
        return (input.count - available, output.count - free)
    }

    private var errorText: String {
        guard let text = BrotliDecoderErrorString(BrotliDecoderGetErrorCode(state)) else { return "brotli error" }
        return String(cString: text)
    }
}
