import HTTPValues

/// Cookie path rules (RFC 6265bis section 5.1.4).
enum CookiePath {
    /// Whether a cookie with `cookiePath` is sent to `path` (RFC 6265bis section 5.1.4).
    static func matches(_ path: String, cookiePath: String) -> Bool {
        let path = path.utf8
        let cookiePath = cookiePath.utf8
        guard path.starts(with: cookiePath) else { return false }
        return path.count == cookiePath.count || cookiePath.last == UInt8(ascii: "/")
            || path.dropFirst(cookiePath.count).first == UInt8(ascii: "/")
    }

    /// The directory of a request path, which is the default for a cookie without `Path` (RFC 6265bis section 5.1.4).
    static func directory(of path: String) -> String {
        guard path.utf8.first == UInt8(ascii: "/"), let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")),
            slash > path.startIndex
        else { return "/" }
        return String(path[..<slash])
    }
}
