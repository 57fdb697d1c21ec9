import HTTPValues

/// The parts of a URL that the cookie rules depend on.
package struct CookieContext: Sendable, Hashable {
    /// The host in lowercase ASCII. An IPv6 address has no brackets.
    package var host: String
    /// The percent-encoded path as sent on the wire, without the query.
    package var path: String
    /// Whether the scheme uses TLS (`https`, `wss`).
    package var isSecure: Bool

    /// Creates a context. Lowercases `host` and removes its brackets. An empty path becomes `/`.
    package init(host: String, path: String, isSecure: Bool) {
        let host = host.asciiLowercased
        let isBracketed = host.utf8.first == UInt8(ascii: "[") && host.utf8.last == UInt8(ascii: "]")
        self.host = isBracketed ? String(host.dropFirst().dropLast()) : host
        self.path = path.isEmpty ? "/" : path
        self.isSecure = isSecure
    }
}
