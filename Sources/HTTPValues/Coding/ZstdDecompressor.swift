import CZstd

/// Decodes `zstd`: one or more frames (RFC 8878 section 3).
final class ZstdDecompressor: Decompressor {
    /// 8 MiB, the window that a receiver of this coding must support and a sender must not exceed (RFC 9659 section 3).
    /// The library's own limit would let a body of a few bytes claim 128 MiB.
    static let largestWindowLog: Int32 = 23

    private let context: OpaquePointer
    private var isBetweenFrames = false

    init() throws(ContentDecodingError) {
        guard let context = ZSTD_createDCtx() else {
            throw ContentDecodingError(coding: .zstd, reason: .corrupt("zstd cannot start"))
        }
        self.context = context
        ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.largestWindowLog)
    }

    deinit {
        ZSTD_freeDCtx(context)
    }

    var lookahead: Int { 1 }
    var isComplete: Bool { isBetweenFrames }
    var ignoresRest: Bool { false }

    func step(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ContentDecodingError) -> (read: Int, written: Int) {
        // A call between frames without input would start a frame that may never arrive.
        guard !(isBetweenFrames && input.isEmpty) else { return (0, 0) }
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let code = ZSTD_decompressStream(context, &target, &source)
        guard ZSTD_isError(code) == 0 else {
            throw ContentDecodingError(coding: .zstd, reason: .corrupt(String(cString: ZSTD_getErrorName(code))))
        }
        isBetweenFrames = code == 0
        return (source.pos, target.pos)
    }
}
