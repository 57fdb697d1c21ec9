public import HTTPValues

extension Web {
    /// Which cross-site requests include a cookie.
    public typealias SameSite = HTTPValues.SameSite
}

extension Web.Response {
    /// Adds a `Set-Cookie` header (RFC 6265 section 4.1). A value with characters that are not allowed in a cookie is
    /// quoted with octal escapes, as Python's `http.cookies` does.
    ///
    /// - Parameters:
    ///   - name: The name of the cookie.
    ///   - value: Its value.
    ///   - path: The path that it is sent to, with all paths below.
    ///   - domain: The domain that it is sent to, with its subdomains; nil for the host alone.
    ///   - expires: An HTTP date, sent as is.
    ///   - maxAge: The lifetime in seconds; nil for the session.
    ///   - secure: Whether it is sent over TLS only.
    ///   - httpOnly: Whether scripts cannot read it.
    ///   - sameSite: Which cross-site requests include it; nil for the browser's default.
    ///   - partitioned: Whether it is kept apart for each top-level site.
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
        if let sameSite { text += "; SameSite=" + sameSite.attributeValue }
        if secure { text += "; Secure" }
        headers.add(name: "Set-Cookie", value: text)
    }

    /// Adds a `Set-Cookie` header that makes the client delete the cookie.
    public mutating func deleteCookie(_ name: String, path: String = "/", domain: String? = nil) {
        setCookie(name, "", path: path, domain: domain, expires: HTTPDate.text(secondsSince1970: 0), maxAge: 0)
    }
}
