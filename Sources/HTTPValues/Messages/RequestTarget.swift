/// The parts of a request target (RFC 9112 section 3.2).
package struct RequestTarget: Sendable, Hashable {
    package enum Form: Sendable, Hashable {
        case origin
        case absolute(authority: String)
        case authority
        case asterisk
    }

    package let form: Form
    /// The path as received, still percent-encoded. `/` if an absolute target has none.
    package let path: String
    /// The part after the first `?`.
    package let query: String

    package init(_ target: String) {
        var rest = Substring(target)
        if target.utf8.first == 0x2F {
            form = .origin
        } else if target == "*" {
            form = .asterisk
        } else if let authority = Self.authority(&rest) {
            form = .absolute(authority: authority)
        } else {
            form = .authority
        }
        guard let mark = rest.utf8.firstIndex(of: 0x3F) else {
            path = rest.isEmpty ? "/" : rest.utf8.count == target.utf8.count ? target : String(rest)
            query = ""
            return
        }
        path = mark == rest.startIndex ? "/" : String(rest[..<mark])
        query = String(rest[rest.utf8.index(after: mark)...])
    }

    /// Removes `http://authority` from the front and returns the authority.
    private static func authority(_ rest: inout Substring) -> String? {
        for scheme in ["http://", "https://"] {
            guard rest.utf8.count > scheme.utf8.count,
                String(rest.prefix(scheme.utf8.count)).lowercased() == scheme
            else { continue }
            rest = rest.dropFirst(scheme.utf8.count)
            let end = rest.utf8.firstIndex { $0 == 0x2F || $0 == 0x3F } ?? rest.endIndex
            defer { rest = rest[end...] }
            // This server ignores credentials in a target.
            return String(rest[..<end].split(separator: "@", omittingEmptySubsequences: false).last ?? "")
        }
        return nil
    }
}
