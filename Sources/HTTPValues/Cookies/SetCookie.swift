/// One `Set-Cookie` value taken apart (RFC 6265bis section 5.6), before any rule is asked.
package struct SetCookie: Hashable {
    /// The text before the first `=`; the whole pair when there is none.
    package private(set) var name: String
    package private(set) var value: String
    /// Whether there was no `=`.
    package private(set) var isNameOnly: Bool
    package private(set) var expires: Double?
    package private(set) var maxAge: Double?
    /// Without the dot in front; empty when the last `Domain` said nothing.
    package private(set) var domain = ""
    /// nil when there is no `Path`, or the last one does not start with `/`.
    package private(set) var path: String?
    package private(set) var isSecure = false
    package private(set) var isHTTPOnly = false
    package private(set) var sameSite: SameSite?

    /// Reads `line`, which has no control characters. Attributes beyond the first `maximumAttributes`, and those with
    /// a value of more than `maximumAttributeBytes` bytes, are ignored.
    package init(parsing line: String, maximumAttributes: Int, maximumAttributeBytes: Int) {
        let attributes = max(maximumAttributes, 0)
        let parts = line.utf8.split(
            separator: UInt8(ascii: ";"), maxSplits: attributes + 1, omittingEmptySubsequences: false)
        let pair = Self.split(parts.first ?? line.utf8[...])
        name = pair.name
        value = pair.value ?? ""
        isNameOnly = pair.value == nil
        for part in parts.dropFirst().prefix(attributes) {
            let attribute = Self.split(part)
            let value = attribute.value ?? ""
            guard value.utf8.count <= maximumAttributeBytes else { continue }
            take(attribute.name.asciiLowercased, value)
        }
    }

    /// Both sides of the first `=`, trimmed.
    private static func split(_ part: Substring.UTF8View) -> (name: String, value: String?) {
        guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return (text(part), nil) }
        return (text(part[..<equals]), text(part[part.index(after: equals)...]))
    }

    private static func text(_ bytes: Substring.UTF8View) -> String {
        String(Substring(bytes.trimmingBlanks))
    }

    /// Of an attribute that is repeated the last counts.
    private mutating func take(_ attribute: String, _ value: String) {
        switch attribute {
        case "expires": expires = CookieDate.parse(value) ?? expires
        case "max-age": maxAge = Self.seconds(value) ?? maxAge
        case "domain": domain = CookieDomain.canonical(value)
        case "path": path = value.utf8.first == UInt8(ascii: "/") ? value : nil
        case "secure": isSecure = true
        case "httponly": isHTTPOnly = true
        case "samesite": sameSite = SameSite(rawValue: value.asciiLowercased)
        default: break
        }
    }

    /// Digits, maybe with a minus in front; nothing else (RFC 6265bis section 5.6.2).
    private static func seconds(_ value: String) -> Double? {
        let digits = value.utf8.first == UInt8(ascii: "-") ? value.utf8.dropFirst() : value.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else {
            return nil
        }
        return Double(value)
    }
}
