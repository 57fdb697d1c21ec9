/// A parsed `Set-Cookie` value (RFC 6265bis section 5.6), before any rules are applied.
package struct SetCookie: Hashable {
    /// The text before the first `=`, or the whole pair if there is none.
    package private(set) var name: String
    package private(set) var value: String
    /// Whether the pair has no `=`.
    package private(set) var isNameOnly: Bool
    package private(set) var expires: Double?
    package private(set) var maxAge: Double?
    /// Without a leading dot. Empty if there is no `Domain`, or the last one is empty.
    package private(set) var domain = ""
    /// Nil if there is no `Path`, or the last one does not start with `/`.
    package private(set) var path: String?
    package private(set) var isSecure = false
    package private(set) var isHTTPOnly = false
    package private(set) var sameSite: SameSite?

    /// Parses `line`, which must not contain control characters. Attributes beyond the first `maximumAttributes` are
    /// ignored, as are those with a value of more than `maximumAttributeBytes` bytes.
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

    /// Splits at the first `=` and trims both sides.
    private static func split(_ part: Substring.UTF8View) -> (name: String, value: String?) {
        guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return (text(part), nil) }
        return (text(part[..<equals]), text(part[part.index(after: equals)...]))
    }

    private static func text(_ bytes: Substring.UTF8View) -> String {
        String(Substring(bytes.trimmingBlanks))
    }

    /// The last of several attributes with the same name wins.
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

    /// Parses digits with an optional minus sign, and nothing else (RFC 6265bis section 5.6.2).
    private static func seconds(_ value: String) -> Double? {
        let digits = value.utf8.first == UInt8(ascii: "-") ? value.utf8.dropFirst() : value.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else {
            return nil
        }
        return Double(value)
    }
}
