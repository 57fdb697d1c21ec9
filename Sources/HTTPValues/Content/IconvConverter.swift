import Glibc

/// Converts a legacy character set to UTF-8 with the C library's `iconv`.
final class IconvConverter: @unchecked Sendable {
    // Sendable although iconv_t keeps state: each converter belongs to one TextDecoder, which cannot be copied.
    private let descriptor: iconv_t
    /// The C library reads the Shift JIS bytes 0x5C and 0x7E as yen sign and overline, Python as ASCII.
    private let isShiftJIS: Bool

    /// Returns nil if the C library does not know `name`.
    init?(_ name: String) {
        guard let descriptor = iconv_open("UTF-8", name), descriptor != iconv_t(bitPattern: -1) else { return nil }
        self.descriptor = descriptor
        isShiftJIS = name.hasPrefix("SHIFT_JIS")
    }

    deinit {
        iconv_close(descriptor)
    }

    func convert(_ bytes: UnsafeRawBufferPointer, isLast: Bool) -> TextPiece {
        var piece = TextPiece(text: "", consumed: 0, isIllFormed: false)
        var output: [UInt8] = []
        while piece.consumed < bytes.count, step(bytes, &piece, &output) {}
        if isLast { flush(into: &output) }
        piece.text = text(output)
        if isLast { piece.replaceRest(of: bytes) }
        return piece
    }

    /// Converts up to the next ill-formed byte, the end or a full buffer. Returns false if the rest is an incomplete
    /// character.
    private func step(_ bytes: UnsafeRawBufferPointer, _ piece: inout TextPiece, _ output: inout [UInt8]) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: base + piece.consumed)
            .assumingMemoryBound(to: CChar.self)
        var inputLeft = bytes.count - piece.consumed
        let problem = write(into: &output, capacity: inputLeft * 3 + 16) { target, targetLeft in
            iconv(descriptor, &input, &inputLeft, &target, &targetLeft)
        }
        let progress = bytes.count - inputLeft
        defer { piece.consumed = max(piece.consumed, progress) }
        switch problem {
        case EILSEQ:
            output += [0xEF, 0xBF, 0xBD]
            piece.isIllFormed = true
            piece.consumed = progress + 1
            return true
        case EINVAL: return false
        case E2BIG, 0: return progress > piece.consumed
        default: return false
        }
    }

    /// Writes what the conversion holds back, such as a letter that a combining accent could have followed.
    private func flush(into output: inout [UInt8]) {
        _ = write(into: &output, capacity: 16) { target, targetLeft in
            iconv(descriptor, nil, nil, &target, &targetLeft)
        }
    }

    /// Appends what `body` writes. Returns the error number, or zero on success.
    private func write(
        into output: inout [UInt8], capacity: Int, _ body: (inout UnsafeMutablePointer<CChar>?, inout Int) -> Int
    ) -> Int32 {
        var problem: Int32 = 0
        output += [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            var target = UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
            var left = capacity
            if body(&target, &left) == -1 { problem = errno }
            count = capacity - left
        }
        return problem
    }

    private func text(_ utf8: [UInt8]) -> String {
        let text = String(decoding: utf8, as: UTF8.self)
        guard isShiftJIS else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            scalars.append(scalar == "\u{A5}" ? "\\" : scalar == "\u{203E}" ? "~" : scalar)
        }
        return String(scalars)
    }
}
