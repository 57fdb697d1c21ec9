/// A header value with parameters, such as that of `Content-Type` or `Content-Disposition`. Parsed leniently (RFC 9110
/// section 5.6.6).
package struct ParameterizedValue: Sendable, Hashable {
    /// Which characters a backslash escapes in a quoted parameter.
    package enum Escapes: Sendable {
        /// Any character (RFC 9110 section 5.6.4).
        case all
        /// Only `"` and `\`. Browsers send a backslash in a file name unescaped.
        case quotesAndBackslashes
    }

    /// The part before the first `;`, in lowercase.
    package let value: String
    /// The parameters in order, at most 64. A repeated name counts once, with its first value.
    package let parameters: [MediaType.Parameter]

    /// Parses `text`, skipping malformed parts.
    package init(parsing text: String, escapes: Escapes) {
        var scanner = Scanner(rest: text.utf8[...], escapes: escapes)
        value = scanner.text { $0 == UInt8(ascii: ";") }.lowercased()
        var parameters: [MediaType.Parameter] = []
        while parameters.count < 64, scanner.skip(UInt8(ascii: ";")) {
            guard let parameter = scanner.parameter(), !parameters.contains(where: { $0.name == parameter.name })
            else { continue }
            parameters.append(parameter)
        }
        self.parameters = parameters
    }

    /// The value of the parameter with this lowercase name.
    package func parameter(_ name: String) -> String? {
        parameters.first { $0.name == name }?.value
    }

    private struct Scanner {
        var rest: Substring.UTF8View
        let escapes: Escapes

        /// Reads a parameter. Returns nil if it is malformed.
        mutating func parameter() -> MediaType.Parameter? {
            let name = text { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "=") }.lowercased()
            guard skip(UInt8(ascii: "=")) else { return nil }
            let value = value()
            return name.isEmpty ? nil : MediaType.Parameter(name: name, value: value)
        }

        mutating func skip(_ byte: UInt8) -> Bool {
            guard rest.first == byte else { return false }
            rest.removeFirst()
            return true
        }

        /// Reads up to a stop byte, and trims blanks.
        mutating func text(until stops: (UInt8) -> Bool) -> String {
            let taken = rest.prefix { !stops($0) }
            rest = rest[taken.endIndex...]
            return String(Substring(taken.trimmingBlanks))
        }

        private mutating func value() -> String {
            rest = rest.drop(while: \.isBlank)
            guard skip(UInt8(ascii: "\"")) else { return text { $0 == UInt8(ascii: ";") } }
            var value: [UInt8] = []
            while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
                if byte == UInt8(ascii: "\\"), let next = rest.first, isEscaped(next) {
                    rest.removeFirst()
                    value.append(next)
                } else {
                    value.append(byte)
                }
            }
            _ = text { $0 == UInt8(ascii: ";") }
            return String(decoding: value, as: UTF8.self)
        }

        private func isEscaped(_ byte: UInt8) -> Bool {
            switch escapes {
            case .all: true
            case .quotesAndBackslashes: byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
            }
        }
    }
}
