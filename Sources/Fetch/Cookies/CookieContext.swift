import HTTPValues

/// What the cookie rules need to know of a URL.
package struct CookieContext: Sendable, Hashable {
    /// The host in ASCII and lower case, an IPv6 address without brackets.
    package var host: String
    /// The path as it goes over the wire, percent-encoded, without the query.
    package var path: String
    /// Whether the scheme has TLS (`https`, `wss`).
    package var isSecure: Bool

    /// A context; capitals and the brackets of `host` are put right, an empty path is `/`.
    package init(host: String, path: String, isSecure: Bool) {
        let host = host.asciiLowercased
        let isBracketed = host.utf8.first == UInt8(ascii: "[") && host.utf8.last == UInt8(ascii: "]")
        self.host = isBracketed ? String(host.dropFirst().dropLast()) : host
        self.path = path.isEmpty ? "/" : path
        self.isSecure = isSecure
    }
}
