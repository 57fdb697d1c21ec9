import HTTPValues

/// A media type with its parameters, or any other value of that shape such as `Content-Disposition`
/// (RFC 9110 sections 5.6.6 and 8.3.1).
struct MediaType {
    /// What stands before the first `;`, in lower case.
    let value: String
    /// The parameters; names in lower case, quotes removed. The first of two with one name counts.
    let parameters: [String: String]

    init(_ text: String) {
        var scanner = Scanner(rest: Substring(text).utf8)
        value = String(Substring(scanner.take { $0 != 0x3B })).lowercased().trimmed
        var parameters: [String: String] = [:]
        while scanner.skip(0x3B) {
            let name = String(Substring(scanner.take { $0 != 0x3D && $0 != 0x3B })).lowercased().trimmed
            guard scanner.skip(0x3D) else { continue }
            let value = scanner.parameterValue()
            if !name.isEmpty, parameters[name] == nil { parameters[name] = value }
        }
        self.parameters = parameters
    }

    private struct Scanner {
        var rest: Substring.UTF8View

        mutating func take(while condition: (UInt8) -> Bool) -> Substring.UTF8View {
            let taken = rest.prefix(while: condition)
            rest = rest[taken.endIndex...]
            return taken
        }

        mutating func skip(_ byte: UInt8) -> Bool {
            guard rest.first == byte else { return false }
            rest.removeFirst()
            return true
        }

        mutating func parameterValue() -> String {
            _ = take(while: \.isBlank)
            guard skip(0x22) else { return String(Substring(take { $0 != 0x3B })).trimmed }
            var value: [UInt8] = []
            while let byte = rest.popFirst(), byte != 0x22 {
                // A backslash quotes only what needs it, so that Windows paths of old browsers survive.
                if byte == 0x5C, let next = rest.first, next == 0x22 || next == 0x5C {
                    value.append(next)
                    rest.removeFirst()
                } else {
                    value.append(byte)
                }
            }
            _ = take { $0 != 0x3B }
            return String(decoding: value, as: UTF8.self)
        }
    }
}
