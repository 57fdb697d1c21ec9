/// Decodes text that arrives in chunks, which may split a character anywhere.
///
/// It never holds back more than one character.
package struct TextDecoder: ~Copyable, Sendable {
    /// The character set of the bytes.
    package let charset: Charset
    private let errors: Charset.ErrorPolicy
    private var held: [UInt8] = []
    private var order: Charset.ByteOrder?
    private var isAtStart = true
    private var converter: IconvConverter?

    /// Creates a decoder for a new text.
    package init(_ charset: Charset, errors: Charset.ErrorPolicy = .replace) {
        self.charset = charset
        self.errors = errors
        switch charset.scheme {
        case .utf16(let order), .utf32(let order): self.order = order
        case .iconv(let name): converter = IconvConverter(name)
        default: break
        }
    }

    /// Decodes the characters that `bytes` complete.
    ///
    /// - Throws: ``TextDecodingError`` if the policy is `.strict` and a byte is ill-formed.
    package mutating func decode(_ bytes: Bytes) throws(TextDecodingError) -> String {
        try decode(bytes, isLast: false)
    }

    /// Decodes what was held back. An incomplete character becomes U+FFFD or an error.
    package mutating func finish() throws(TextDecodingError) -> String {
        try decode(Bytes(), isLast: true)
    }

    private mutating func decode(_ bytes: Bytes, isLast: Bool) throws(TextDecodingError) -> String {
        let input = held.isEmpty ? bytes : Bytes(held + Array(bytes))
        let piece = input.withUnsafeBytes { read($0, isLast: isLast) }
        guard let piece, errors == .replace || !piece.isIllFormed else {
            held = []
            throw TextDecodingError(charset: charset.name)
        }
        held = Array(input[piece.consumed...])
        return piece.text
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer, isLast: Bool) -> TextPiece? {
        switch charset.scheme {
        case .utf8: return TextPiece(utf8: bytes, isLast: isLast)
        case .utf8WithSignature: return withoutSignature(TextPiece(utf8: bytes, isLast: isLast))
        case .ascii: return TextPiece(ascii: bytes)
        case .latin1: return TextPiece(latin1: bytes)
        case .utf16: return unicode(bytes, unit: 2, isLast: isLast)
        case .utf32: return unicode(bytes, unit: 4, isLast: isLast)
        case .iconv: return converter?.convert(bytes, isLast: isLast)
        }
    }

    private mutating func withoutSignature(_ piece: TextPiece) -> TextPiece {
        guard isAtStart, let first = piece.text.unicodeScalars.first else { return piece }
        isAtStart = false
        guard first == "\u{FEFF}" else { return piece }
        var piece = piece
        piece.text.unicodeScalars.removeFirst()
        return piece
    }

    /// Decodes UTF-16 or UTF-32: a byte order mark, unless the order is known, then whole units.
    private mutating func unicode(_ bytes: UnsafeRawBufferPointer, unit: Int, isLast: Bool) -> TextPiece {
        var start = 0
        if order == nil, bytes.count >= unit {
            let mark = Array(bytes[..<unit])
            let little: [UInt8] = [0xFF, 0xFE] + Array(repeating: 0, count: unit - 2)
            order = mark == little.reversed() ? .big : .little
            start = mark == little || mark == little.reversed() ? unit : 0
        }
        let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
        let isBig = order == .big
        var piece =
            unit == 2
            ? TextPiece(utf16: rest, isBigEndian: isBig, isLast: isLast)
            : TextPiece(utf32: rest, isBigEndian: isBig, isLast: isLast)
        piece.consumed += start
        return piece
    }
}
