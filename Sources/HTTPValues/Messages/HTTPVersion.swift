/// An HTTP version (RFC 9110 section 2.5).
public struct HTTPVersion: Sendable, Hashable, CustomStringConvertible {
    /// The major version.
    public let major: Int
    /// The minor version. 0 for HTTP/2 and later.
    public let minor: Int

    /// Creates a version.
    @inlinable
    public init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// HTTP/1.0.
    @inlinable public static var http10: HTTPVersion { HTTPVersion(major: 1, minor: 0) }
    /// HTTP/1.1.
    @inlinable public static var http11: HTTPVersion { HTTPVersion(major: 1, minor: 1) }
    /// HTTP/2.
    @inlinable public static var http2: HTTPVersion { HTTPVersion(major: 2, minor: 0) }
    /// HTTP/3.
    @inlinable public static var http3: HTTPVersion { HTTPVersion(major: 3, minor: 0) }

    /// The version as written in a status line: `HTTP/1.1`, `HTTP/2`.
    public var description: String {
        switch self {
        case .http11: "HTTP/1.1"
        case .http2: "HTTP/2"
        default: major > 1 && minor == 0 ? "HTTP/\(major)" : "HTTP/\(major).\(minor)"
        }
    }
}
