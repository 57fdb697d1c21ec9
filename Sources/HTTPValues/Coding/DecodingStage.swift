/// A decompressor that turns input into output and has no buffer beyond the window of its format.
protocol Decompressor: AnyObject {
    /// The number of bytes ``step(_:into:)`` needs to see to make progress.
    var lookahead: Int { get }

    /// Whether the input may end here.
    var isComplete: Bool { get }

    /// Whether the rest of the input is ignored.
    var ignoresRest: Bool { get }

    /// Reads from `input`, which is empty or at least ``lookahead`` bytes long, and writes to `output`.
    func step(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ContentDecodingError) -> (read: Int, written: Int)
}

/// One coding of a body: the decompressor, its unread input and the chunk being filled.
final class DecodingStage: @unchecked Sendable {
    // Sendable because its only owner is a non-copyable decoder, so two threads can never reach it at once.

    /// The maximum number of input bytes without output before the body is rejected. With nested codings, a few bytes
    /// can become endless empty blocks or trailing garbage, which would keep a thread busy without growing the body.
    private static let silenceLimit = 16 << 20
    private static let smallestPiece = 1 << 10

    private let coding: ContentCoding
    private let decompressor: any Decompressor
    private var input = Bytes()
    private var output = ByteBuilder()
    private var pieceSize = DecodingStage.smallestPiece
    private var hasInput = false
    private var mayHoldOutput = false
    private var silence = 0

    init(_ coding: ContentCoding) throws(ContentDecodingError) {
        self.coding = coding
        decompressor =
            switch coding {
            case .gzip: try GzipDecompressor()
            case .deflate: try DeflateDecompressor()
            case .br: try BrotliDecompressor()
            case .zstd: try ZstdDecompressor()
            }
    }

    func push(_ bytes: Bytes) {
        guard !bytes.isEmpty else { return }
        hasInput = true
        guard !decompressor.ignoresRest else {
            silence += bytes.count
            return
        }
        if input.isEmpty {
            input = bytes
        } else {
            var joined = ByteBuilder()
            joined.reserve(input.count + bytes.count)
            joined.append(input)
            joined.append(bytes)
            input = joined.take()
        }
        pieceSize = max(pieceSize, min(input.count * 4, ContentDecoder.maximumPiece))
    }

    /// Returns the next chunk, or nil if more input is needed.
    func next() throws(ContentDecodingError) -> Bytes? {
        while wantsStep {
            let capacity = pieceSize
            let (read, written) = try step(capacity: capacity)
            input = decompressor.ignoresRest ? Bytes() : input.slice(read..<input.count)
            mayHoldOutput = written == capacity
            guard written == 0 else {
                silence = 0
                if mayHoldOutput { pieceSize = min(pieceSize * 2, ContentDecoder.maximumPiece) }
                return take(written)
            }
            silence += read
            try checkSilence()
            if read == 0 { break }
        }
        try checkSilence()
        return nil
    }

    private func checkSilence() throws(ContentDecodingError) {
        guard silence > Self.silenceLimit else { return }
        throw ContentDecodingError(coding: coding, reason: .stalled(after: silence))
    }

    func finish() throws(ContentDecodingError) {
        guard hasInput, !decompressor.isComplete else { return }
        throw ContentDecodingError(coding: coding, reason: .truncated)
    }

    /// Copies a chunk that would waste most of its block, because chunks may be long-lived.
    private func take(_ written: Int) -> Bytes {
        let piece = output.take()
        return written < pieceSize / 4 ? piece.withUnsafeBytes { Bytes(copying: $0) } : piece
    }

    private var wantsStep: Bool {
        mayHoldOutput || (!input.isEmpty && input.count >= decompressor.lookahead)
    }

    private func step(capacity: Int) throws(ContentDecodingError) -> (read: Int, written: Int) {
        var read = 0
        var failure: ContentDecodingError?
        let before = output.count
        output.append(capacity: capacity) { free in
            do throws(ContentDecodingError) {
                let target = UnsafeMutableRawBufferPointer(rebasing: free[..<capacity])
                // Pending output can still be written when there is too little input to continue.
                let readable = input.count < decompressor.lookahead ? Bytes() : input
                let result = try readable.withUnsafeBytes { source throws(ContentDecodingError) in
                    try decompressor.step(source, into: target)
                }
                read = result.read
                return result.written
            } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        return (read, output.count - before)
    }
}
