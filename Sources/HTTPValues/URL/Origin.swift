/// The scheme, host and port, which determine whether two URLs belong to the same server (RFC 6454 section 4).
package struct Origin: Sendable, Hashable, CustomStringConvertible {
    /// The scheme in lowercase.
    package let scheme: String
    /// The host in lowercase ASCII. An IPv6 address is in its shortest form, without brackets.
    package let host: String
    /// The port to connect to. Nil only for a scheme without a default port.
    package let port: Int?

    /// Creates an origin. Lowercases the host and shortens an IPv6 address.
    package init(scheme: String, host: String, port: Int?) {
        self.scheme = scheme.lowerCase
        self.host = Self.canonical(host)
        self.port = port ?? URLComponents.defaultPort(of: self.scheme)
    }

    private static func canonical(_ host: String) -> String {
        guard host.utf8.contains(UInt8(ascii: ":")), let groups = IPAddress.ipv6Groups(host) else {
            return host.lowerCase
        }
        return IPAddress.compressed(groups)
    }

    /// `scheme://host:port`, always with the port.
    package var text: String {
        let shown = host.utf8.contains(UInt8(ascii: ":")) ? "[" + host + "]" : host
        return scheme + "://" + shown + (port.map { ":" + String($0) } ?? "")
    }

    package var description: String { text }
}
