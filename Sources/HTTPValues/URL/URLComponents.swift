/// The parts of a URL, encoded as in its text.
struct URLComponents: Sendable, Equatable {
    /// Lower-case; empty if the reference is relative.
    var scheme = ""
    var userInfo: String?
    /// Lower-case ASCII, an IPv6 address without brackets; empty if there is none.
    var host = ""
    /// Nil if there is none or it was dropped as the default of the scheme.
    var port: Int?
    var path = ""
    var query: String?
    var fragment: String?

    /// Whether the text has an authority part (RFC 3986 section 3.2).
    var hasAuthority: Bool { !host.isEmpty || port != nil || userInfo != nil }

    /// The host with the brackets of an IPv6 address.
    var bracketedHost: String { host.hasByte(":") ? "[" + host + "]" : host }

    /// The URL as the dialect writes it (RFC 3986 section 5.3), and the offset of the path in UTF-8.
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

    /// The default port of a scheme; nil if it has none.
    static func defaultPort(of scheme: String) -> Int? {
        switch scheme {
        case "https", "wss": 443
        case "http", "ws": 80
        case "ftp": 21
        default: nil
        }
    }

    /// The schemes whose URLs have an authority and in which relative references are resolved, as Python's
    /// `urllib.parse` lists them.
    static let hierarchicalSchemes: Set<String> = [
        "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp", "rtsps",
        "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss",
    ]
}
