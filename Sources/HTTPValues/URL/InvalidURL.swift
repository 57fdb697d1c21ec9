/// Why a text is no URL, or why a URL cannot be changed as asked. Holds no part of the URL that may be a password.
public struct InvalidURL: Error, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Kind: Sendable, Hashable {
        /// The text has more than ``FetchURL/maximumLength`` characters.
        case tooLong
        /// An ASCII control character stands at this position, counted in Unicode scalars.
        case controlCharacter(UInt8, position: Int)
        /// The port is not a number that a port may be.
        case port(String)
        /// The host looks like a dotted IPv4 address and is none.
        case ipv4Address(String)
        /// The brackets do not hold an IPv6 address.
        case ipv6Address(String)
        /// IDNA does not allow the host name (RFC 5891).
        case internationalName(String)
        /// The host has a character that no host may have.
        case host(String)
        /// The scheme needs a host and there is none.
        case missingHost(scheme: String)
        /// The user information, the host or the path breaks the URL syntax; the text says how.
        case invalid(String)
        /// The dialect cannot write this value of the named query parameter.
        case parameter(String)
    }

    /// What is wrong.
    public let kind: Kind

    /// An error of that kind.
    public init(_ kind: Kind) {
        self.kind = kind
    }

    public var description: String {
        switch kind {
        case .tooLong: "URL too long"
        case .controlCharacter(let byte, let position):
            "Invalid non-printable ASCII character in URL, \(Self.quoted(byte)) at position \(position)."
        case .port(let text): "Invalid port: '\(text)'"
        case .ipv4Address(let text): "Invalid IPv4 address: '\(text)'"
        case .ipv6Address(let text): "Invalid IPv6 address: '\(text)'"
        case .internationalName(let text): "Invalid IDNA hostname: '\(text)'"
        case .host(let text): "Invalid host: '\(text)'"
        case .missingHost(let scheme): "Invalid URL: host is required for absolute URLs with the \(scheme) scheme"
        case .invalid(let reason): reason
        case .parameter(let name): "Query parameter '\(name)' must be text, an integer or a finite number"
        }
    }

    /// A control character as a quoted escape, `'\t'` or `'\x7f'`.
    private static func quoted(_ byte: UInt8) -> String {
        switch byte {
        case 0x09: return "'\\t'"
        case 0x0A: return "'\\n'"
        case 0x0D: return "'\\r'"
        default:
            let digits = String(byte, radix: 16)
            return "'\\x" + (digits.utf8.count < 2 ? "0" : "") + digits + "'"
        }
    }
}
