/// Text decoded from the beginning of some bytes.
struct TextPiece {
    /// The text, with U+FFFD for ill-formed bytes.
    var text: String
    /// The number of bytes decoded. The rest are the start of a character.
    var consumed: Int
    /// Whether any byte was ill-formed.
    var isIllFormed = false

    init(text: String, consumed: Int, isIllFormed: Bool) {
        self.text = text
        self.consumed = consumed
        self.isIllFormed = isIllFormed
    }

    init(utf8 bytes: UnsafeRawBufferPointer, isLast: Bool) {
        let whole = UnsafeRawBufferPointer(rebasing: bytes.dropLast(isLast ? 0 : Self.cutLength(bytes)))
        if let text = String(validating: whole, as: UTF8.self) {
            self.init(text: text, consumed: whole.count, isIllFormed: false)
        } else {
            self.init(text: String(decoding: whole, as: UTF8.self), consumed: whole.count, isIllFormed: true)
        }
    }

    /// The number of bytes at the end that start a longer UTF-8 sequence (RFC 3629 section 3).
    private static func cutLength(_ bytes: UnsafeRawBufferPointer) -> Int {
        for length in 1...3 where length <= bytes.count {
            let byte = bytes[bytes.count - length]
            if byte < 0x80 { return 0 }
            if byte >= 0xC0 {
                let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
                return needed > length ? length : 0
            }
        }
        return 0
    }

    init(ascii bytes: UnsafeRawBufferPointer) {
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        let text =
            isASCII
            ? String(decoding: bytes, as: UTF8.self)
            : String(decoding: bytes.map { $0 < 0x80 ? UInt16($0) : 0xFFFD }, as: UTF16.self)
        self.init(text: text, consumed: bytes.count, isIllFormed: !isASCII)
    }

    init(latin1 bytes: UnsafeRawBufferPointer) {
        var utf8: [UInt8] = []
        utf8.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                utf8.append(byte)
            } else {
                utf8.append(0xC0 | byte >> 6)
                utf8.append(0x80 | byte & 0x3F)
            }
        }
        self.init(text: String(decoding: utf8, as: UTF8.self), consumed: bytes.count, isIllFormed: false)
    }

    init(utf16 bytes: UnsafeRawBufferPointer, isBigEndian: Bool, isLast: Bool) {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for index in stride(from: 0, to: bytes.count - 1, by: 2) {
            let unit = bytes.loadUnaligned(fromByteOffset: index, as: UInt16.self)
            units.append(isBigEndian ? UInt16(bigEndian: unit) : UInt16(littleEndian: unit))
        }
        if !isLast, let last = units.last, UTF16.isLeadSurrogate(last) { units.removeLast() }
        let valid = String(validating: units, as: UTF16.self)
        self.init(
            text: valid ?? String(decoding: units, as: UTF16.self), consumed: units.count * 2, isIllFormed: valid == nil
        )
        if isLast { replaceRest(of: bytes) }
    }

    init(utf32 bytes: UnsafeRawBufferPointer, isBigEndian: Bool, isLast: Bool) {
        self.init(text: "", consumed: bytes.count / 4 * 4, isIllFormed: false)
        var scalars = String.UnicodeScalarView()
        for index in stride(from: 0, to: consumed, by: 4) {
            let unit = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
            let scalar = Unicode.Scalar(isBigEndian ? UInt32(bigEndian: unit) : UInt32(littleEndian: unit))
            isIllFormed = isIllFormed || scalar == nil
            scalars.append(scalar ?? "\u{FFFD}")
        }
        text = String(scalars)
        if isLast { replaceRest(of: bytes) }
    }

    /// Replaces the bytes left over at the end of the text with one U+FFFD.
    mutating func replaceRest(of bytes: UnsafeRawBufferPointer) {
        guard consumed < bytes.count else { return }
        text.unicodeScalars.append("\u{FFFD}")
        consumed = bytes.count
        isIllFormed = true
    }
}
