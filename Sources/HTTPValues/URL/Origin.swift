/// Scheme, host and port: what decides whether two URLs belong to the same server (RFC 6454 section 4).
public struct Origin: Sendable, Hashable, CustomStringConvertible {
    /// Lower-case.
    public let scheme: String
    /// Lower-case ASCII, an IPv6 address in its shortest form and without brackets.
    public let host: String
    /// The port to connect to; nil only for a scheme without a default.
    public let port: Int?

    /// An origin; the host is made lower-case and an IPv6 address shortened.
    public init(scheme: String, host: String, port: Int?) {
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

    /// `scheme://host:port`, with the port always written.
    public var text: String {
        let shown = host.utf8.contains(UInt8(ascii: ":")) ? "[" + host + "]" : host
        return scheme + "://" + shown + (port.map { ":" + String($0) } ?? "")
    }

    public var description: String { text }
}
