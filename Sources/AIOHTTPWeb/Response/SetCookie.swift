import HTTPValues

extension Web {
    /// When a cookie goes with requests from other sites.
    public enum SameSite: String, Sendable, Hashable {
        case strict = "Strict"
        case lax = "Lax"
        case none = "None"
    }
}

extension Web.Response {
    /// Adds a `Set-Cookie` field (RFC 6265 section 4.1). A value with characters that a cookie may not have is put in
    /// quotes with octal escapes, as Python's `http.cookies` does.
    ///
    /// - Parameters:
    ///   - expires: An HTTP date, sent as it is.
    ///   - maxAge: Lifetime in seconds; nil for the session.
    public mutating func setCookie(
        _ name: String, _ value: String, path: String = "/", domain: String? = nil, expires: String? = nil,
        maxAge: Int? = nil, secure: Bool = false, httpOnly: Bool = false, sameSite: Web.SameSite? = nil,
        partitioned: Bool = false
    ) {
        var text = name + "=" + CookieValue.quoted(value)
        if let domain { text += "; Domain=" + domain }
        if let expires { text += "; expires=" + expires }
        if httpOnly { text += "; HttpOnly" }
        if let maxAge { text += "; Max-Age=\(maxAge)" }
        if partitioned { text += "; Partitioned" }
        text += "; Path=" + path
        if let sameSite { text += "; SameSite=" + sameSite.rawValue }
        if secure { text += "; Secure" }
        headers.add("Set-Cookie", text)
    }

    /// Adds a `Set-Cookie` field that makes the client forget the cookie.
    public mutating func deleteCookie(_ name: String, path: String = "/", domain: String? = nil) {
        setCookie(name, "", path: path, domain: domain, expires: "Thu, 01 Jan 1970 00:00:00 GMT", maxAge: 0)
    }
}

/// Cookie values with characters that need quoting.
enum CookieValue {
    /// The value, in quotes with octal escapes when it must be.
    static func quoted(_ value: String) -> String {
        guard !value.utf8.allSatisfy(isPlain) else { return value.isEmpty ? "\"\"" : value }
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case " ", "(", ")", "/", "<", "=", ">", "?", "@", "[", "]", "{", "}": text.unicodeScalars.append(scalar)
            case _ where scalar.isASCII && isPlain(UInt8(scalar.value)): text.unicodeScalars.append(scalar)
            case _ where scalar.value < 256: text += octal(scalar.value)
            default: for byte in String(scalar).utf8 { text += octal(UInt32(byte)) }
            }
        }
        return text + "\""
    }

    /// The value that quotes and escapes stand for.
    static func unquoted(_ text: Substring) -> String {
        guard text.utf8.count >= 2, text.first == "\"", text.last == "\"" else { return String(text) }
        let inner = Array(text.utf8.dropFirst().dropLast())
        var bytes: [UInt8] = []
        var index = 0
        while index < inner.count {
            if inner[index] == 0x5C, let code = octalCode(inner, index + 1) {
                bytes.append(contentsOf: String(Unicode.Scalar(code)).utf8)
                index += 4
            } else if inner[index] == 0x5C, index + 1 < inner.count {
                bytes.append(inner[index + 1])
                index += 2
            } else {
                bytes.append(inner[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func octal(_ code: UInt32) -> String {
        let digits = String(code, radix: 8)
        return "\\" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }

    private static func octalCode(_ bytes: [UInt8], _ start: Int) -> UInt8? {
        guard start + 3 <= bytes.count else { return nil }
        var code = 0
        for byte in bytes[start..<start + 3] {
            guard byte >= 0x30, byte <= 0x37 else { return nil }
            code = code << 3 | Int(byte - 0x30)
        }
        return UInt8(exactly: code)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte.isTokenByte || byte == 0x3A
    }
}
