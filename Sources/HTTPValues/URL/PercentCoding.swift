/// The escaping of one part of a URL: which bytes are left alone, and how existing escapes and spaces are handled.
package struct PercentEncoding: Sendable {
    /// Escapes bytes not allowed anywhere in a URI reference. Existing escapes are kept (RFC 3986 section 2).
    package static let illegalBytes = PercentEncoding(
        safe: ByteSet(unreservedAnd: ":/?#[]@!$&'()*+,;=%"), keepsEscapes: true)

    let safe: ByteSet
    /// Whether existing escapes are kept, with their digits uppercased, even though `%` is not safe.
    let keepsEscapes: Bool
    let writesSpaceAsPlus: Bool

    init(safe: ByteSet, keepsEscapes: Bool, writesSpaceAsPlus: Bool = false) {
        self.safe = safe
        self.keepsEscapes = keepsEscapes
        self.writesSpaceAsPlus = writesSpaceAsPlus
    }

    /// Returns the encoded form of `text`, which is the same string if nothing needs escaping.
    package func encode(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            var first = 0
            while first < bytes.count, safe.contains(bytes[first]) { first += 1 }
            return first == bytes.count ? nil : encode(bytes, from: first)
        } ?? text
    }

    /// Returns the encoded form of `bytes`, where the bytes before `first` are known to be safe.
    private func encode(_ bytes: UnsafeBufferPointer<UInt8>, from first: Int) -> String {
        var output = [UInt8]()
        output.reserveCapacity(bytes.count + 32)
        output.append(contentsOf: bytes[..<first])
        var index = first
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if safe.contains(byte) {
                output.append(byte)
            } else if byte == UInt8(ascii: "%") {
                index += encodePercent(bytes, after: index, into: &output)
            } else if byte == UInt8(ascii: " "), writesSpaceAsPlus {
                output.append(UInt8(ascii: "+"))
            } else {
                output.appendEscape(of: byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Writes a `%` and returns how many of the following bytes belong to its escape.
    private func encodePercent(
        _ bytes: UnsafeBufferPointer<UInt8>, after index: Int, into output: inout [UInt8]
    ) -> Int {
        if keepsEscapes, index + 1 < bytes.count, let high = bytes[index].hexadecimalValue,
            let low = bytes[index + 1].hexadecimalValue
        {
            output.appendEscape(of: high << 4 | low)
            return 2
        }
        output.appendEscape(of: UInt8(ascii: "%"))
        return 0
    }
}

/// Decodes percent escapes.
package enum PercentDecoding {
    /// Decodes the escapes in `text` as UTF-8. Ill-formed sequences become U+FFFD, a lone `%` is kept.
    ///
    /// - Parameters:
    ///   - plusIsSpace: Whether `+` decodes to a space, as in a query or a form.
    ///   - kept: Bytes whose escapes are kept.
    package static func decode(
        _ text: some StringProtocol, plusIsSpace: Bool = false, keeping kept: [UInt8] = []
    ) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || (plusIsSpace && $0 == UInt8(ascii: "+")) })
        else { return String(text) }
        var output = [UInt8]()
        output.reserveCapacity(text.utf8.count)
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = code(rest), !kept.contains(code) {
                output.append(code)
                rest = rest.dropFirst(2)
            } else if byte == UInt8(ascii: "+"), plusIsSpace {
                output.append(UInt8(ascii: " "))
            } else {
                output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The byte encoded by the two leading hexadecimal digits.
    private static func code(_ digits: some Collection<UInt8>) -> UInt8? {
        guard let high = digits.first?.hexadecimalValue, let low = digits.dropFirst().first?.hexadecimalValue else {
            return nil
        }
        return high << 4 | low
    }
}

extension ByteSet {
    /// The unreserved characters (RFC 3986 section 2.3).
    static let unreserved = ByteSet(unreservedAnd: "")

    /// The unreserved characters and `characters`.
    init(unreservedAnd characters: String) {
        self.init("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~" + characters)
    }
}

extension [UInt8] {
    /// Appends `%` and the two uppercase hexadecimal digits of `byte` (RFC 3986 section 2.1).
    fileprivate mutating func appendEscape(of byte: UInt8) {
        append(UInt8(ascii: "%"))
        append(Self.digit(byte >> 4))
        append(Self.digit(byte & 15))
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
