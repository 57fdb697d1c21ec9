import CIDN2
import Glibc

/// Host names with non-ASCII characters (IDNA 2008, RFC 5891).
enum InternationalName {
    /// The punycode form of `name`, which must be valid except for letter case.
    static func strictASCII(_ name: String) throws(InvalidURL) -> String {
        let name = lowercasedWithDots(name)
        guard labels(of: name).allSatisfy({ $0.utf8.first != hyphen && $0.utf8.last != hyphen }),
            let ascii = ascii(name, flags: Int32(IDN2_NO_TR46.rawValue)), labels(of: ascii).allSatisfy(isStrictLabel)
        else { throw InvalidURL(.internationalName(name)) }
        return ascii
    }

    /// The punycode form of `name` after UTS 46 mapping.
    ///
    /// Characters that the mapping would silently delete are rejected: `e<ZERO WIDTH SPACE>vil.com` must not become a
    /// different host than the one that was checked.
    static func mappedASCII(_ name: String) throws(InvalidURL) -> String {
        let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        guard !name.unicodeScalars.contains(where: { $0.properties.isDefaultIgnorableCodePoint || $0 == "\u{1806}" }),
            let ascii = ascii(name, flags: flags), labels(of: ascii).allSatisfy({ !$0.isEmpty })
        else { throw InvalidURL(.internationalName(name)) }
        return ascii
    }

    /// The Unicode form of a punycode name, or nil if that form does not map back to the same name.
    static func unicode(_ name: String) -> String? {
        guard let unicode = convert(name, { idn2_to_unicode_8z8z($0, $1, 0) }),
            let ascii = try? mappedASCII(unicode), ascii == name.lowercased()
        else { return nil }
        return unicode
    }

    /// The labels of a name, without the empty one after a final dot.
    private static func labels(of name: String) -> [Substring] {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        return labels.last == "" ? labels.dropLast() : labels
    }

    private static let hyphen = UInt8(ascii: "-")

    /// RFC 5890 section 2.3.1: letters, digits and inner hyphens. Only punycode has `--` in third and fourth position.
    private static func isStrictLabel(_ label: Substring) -> Bool {
        let bytes = label.utf8
        guard let first = bytes.first, first != hyphen, bytes.last != hyphen else { return false }
        guard bytes.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == hyphen }) else { return false }
        return label.hasPrefix("xn--") || !bytes.dropFirst(2).starts(with: "--".utf8)
    }

    private static func ascii(_ name: String, flags: Int32) -> String? {
        guard let ascii = convert(name, { idn2_to_ascii_8z($0, $1, flags) }), !ascii.isEmpty else { return nil }
        return ascii.lowercased()
    }

    /// RFC 3490 section 3.1: ideographic and full-width full stops also separate labels.
    private static func lowercasedWithDots(_ name: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in name.lowercased().unicodeScalars {
            let isDot = scalar == "\u{3002}" || scalar == "\u{FF0E}" || scalar == "\u{FF61}"
            result.append(isDot ? "." : scalar)
        }
        return String(result)
    }

    private static func convert(
        _ name: String,
        _ conversion: (UnsafePointer<CChar>, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
    ) -> String? {
        guard !name.utf8.contains(0) else { return nil }
        var output: UnsafeMutablePointer<CChar>?
        let status = name.withCString { conversion($0, &output) }
        defer { free(output) }
        guard status == IDN2_OK.rawValue, let output else { return nil }
        return String(cString: output)
    }
}
