/// The parts of a URL, encoded as in its text.
struct URLComponents: Sendable, Equatable {
    /// In lowercase. Empty for a relative reference.
    var scheme = ""
    var userInfo: String?
    /// Lowercase ASCII, without brackets around an IPv6 address. Empty if there is none.
    var host = ""
    /// Nil if there is none or it was dropped as the scheme's default.
    var port: Int?
    var path = ""
    var query: String?
    var fragment: String?

    /// Whether the URL has an authority (RFC 3986 section 3.2).
    var hasAuthority: Bool { !host.isEmpty || port != nil || userInfo != nil }

    /// The host, with brackets around an IPv6 address.
    var bracketedHost: String { host.hasByte(":") ? "[" + host + "]" : host }

    /// The URL as written by the dialect (RFC 3986 section 5.3), and the UTF-8 offset of the path.
    func text(in dialect: URLDialect) -> (text: String, pathStart: Int) {
        let rules = dialect.rules
        var text = ""
        text.reserveCapacity(length)
        if !scheme.isEmpty {
            text += scheme
            text += ":"
        }
        if hasAuthority || rules.writesEmptyAuthority(self) { appendAuthority(to: &text) }
        let pathStart = text.utf8.count
        if !path.utf8.starts(with: "/".utf8), rules.writesSlash(beforePathOf: self) { text += "/" }
        text += path
        if let query {
            text += "?"
            text += query
        }
        if let fragment {
            text += "#"
            text += fragment
        }
        return (text, pathStart)
    }

    private var length: Int {
        let ends = scheme.utf8.count + (userInfo?.utf8.count ?? 0) + host.utf8.count
        let rest = path.utf8.count + (query?.utf8.count ?? 0) + (fragment?.utf8.count ?? 0)
        return ends + rest + 16
    }

    private func appendAuthority(to text: inout String) {
        text += "//"
        if let userInfo {
            text += userInfo
            text += "@"
        }
        text += bracketedHost
        if let port {
            text += ":"
            text += String(port)
        }
    }

    /// The default port of a scheme, or nil if it has none.
    static func defaultPort(of scheme: String) -> Int? {
        switch scheme {
        case "https", "wss": 443
        case "http", "ws": 80
        case "ftp": 21
        default: nil
        }
    }

    /// The schemes whose URLs have an authority and resolve relative references, as listed by Python's `urllib.parse`.
    static let hierarchicalSchemes: Set<String> = [
        "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp", "rtsps",
        "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss",
    ]
}
