public import FoundationEssentials

/// The character set of a body.
///
/// Labels are those of Python's codecs, because httpx and aiohttp look them up there. Case, `-`, `_` and blanks do not
/// matter. `utf-8` keeps a byte order mark as U+FEFF, `utf-8-sig` drops it; `utf-16` and `utf-32` follow the mark and
/// default to little-endian. The legacy sets are decoded by the C library's `iconv`.
public struct Charset: Sendable, Hashable {
    /// How bytes that are ill-formed in the character set are handled.
    public enum ErrorPolicy: Sendable, Hashable {
        /// Decode them as U+FFFD.
        case replace
        /// Throw ``TextDecodingError``.
        case strict
    }

    enum Scheme: Sendable, Hashable {
        case utf8
        case utf8WithSignature
        case ascii
        case latin1
        case utf16(ByteOrder?)
        case utf32(ByteOrder?)
        case iconv(String)
    }

    enum ByteOrder: Sendable, Hashable {
        case big, little
    }

    /// The codec's name in lowercase, such as `utf-8`, `iso8859-1` or `shift_jis`.
    package let name: String
    let scheme: Scheme

    /// UTF-8.
    package static let utf8 = Charset(name: "utf-8", scheme: .utf8)
    /// UTF-8 with an optional byte order mark, which is dropped.
    package static let utf8WithSignature = Charset(name: "utf-8-sig", scheme: .utf8WithSignature)
    /// ASCII.
    package static let ascii = Charset(name: "ascii", scheme: .ascii)
    /// ISO-8859-1.
    package static let latin1 = Charset(name: "iso8859-1", scheme: .latin1)

    /// The character set with this label, such as the `charset` of a `Content-Type`, or nil if it is unknown.
    package static func named(_ label: String) -> Charset? {
        guard label.utf8.count <= 64 else { return nil }
        let key = normalized(label)
        switch key {
        case "utf_8", "utf8", "u8", "utf", "cp65001": return .utf8
        case "utf_8_sig": return .utf8WithSignature
        case "ascii", "us_ascii", "646", "us", "ansi_x3_4_1968", "ansi_x3_4_1986", "cp367", "csascii", "ibm367",
            "iso646_us", "iso_646_irv_1991", "iso_ir_6":
            return .ascii
        case "latin_1", "latin1", "latin", "l1", "iso_8859_1", "iso8859_1", "iso8859", "8859", "cp819", "ibm819",
            "csisolatin1", "iso_8859_1_1987", "iso_ir_100":
            return .latin1
        case "utf_16", "utf16", "u16": return Charset(name: "utf-16", scheme: .utf16(nil))
        case "utf_16_le", "utf_16le": return Charset(name: "utf-16-le", scheme: .utf16(.little))
        case "utf_16_be", "utf_16be": return Charset(name: "utf-16-be", scheme: .utf16(.big))
        case "utf_32", "utf32", "u32": return Charset(name: "utf-32", scheme: .utf32(nil))
        case "utf_32_le", "utf_32le": return Charset(name: "utf-32-le", scheme: .utf32(.little))
        case "utf_32_be", "utf_32be": return Charset(name: "utf-32-be", scheme: .utf32(.big))
        default:
            return CharsetTable.byLabel[key[...]].map { Charset(name: $0.name, scheme: .iconv($0.iconvName)) }
        }
    }

    /// Lowercased, with one `_` for each run of characters other than letters and digits, and none at the ends.
    private static func normalized(_ label: String) -> String {
        label.utf8.split { !$0.isASCIILetter && !$0.isASCIIDigit }
            .map { String(Substring($0)).lowercased() }
            .joined(separator: "_")
    }

    /// Decodes `bytes`.
    ///
    /// - Throws: ``TextDecodingError`` if `errors` is `.strict` and a byte is ill-formed.
    package func decode(_ bytes: Bytes, errors: ErrorPolicy = .replace) throws(TextDecodingError) -> String {
        if scheme == .utf8, errors == .replace { return bytes.utf8Text }
        var decoder = TextDecoder(self, errors: errors)
        let text = try decoder.decode(bytes)
        return try text + decoder.finish()
    }
}

/// An error for text that is ill-formed in its character set.
public struct TextDecodingError: Error, Hashable, CustomStringConvertible {
    /// The name of the character set.
    public let charset: String

    /// Creates an error for the character set with that name.
    package init(charset: String) {
        self.charset = charset
    }

    public var description: String { "The text is not valid \(charset)" }
}

extension TextDecodingError: LocalizedError {
    /// The description, for Foundation's `localizedDescription`.
    public var errorDescription: String? { description }
}
