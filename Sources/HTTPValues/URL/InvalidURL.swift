public import FoundationEssentials

/// An error for a malformed URL or a change that would produce one. Never contains a password.
public struct InvalidURL: Error, Hashable, CustomStringConvertible {
    /// The kind of problem.
    public enum Kind: Sendable, Hashable {
        /// The text is longer than 65,536 characters.
        case tooLong
        /// The text contains an ASCII control character at this position, counted in Unicode scalars.
        case controlCharacter(UInt8, position: Int)
        /// The port is not a number or out of range.
        case port(String)
        /// The host looks like an IPv4 address but is malformed.
        case ipv4Address(String)
        /// The text in brackets is not an IPv6 address.
        case ipv6Address(String)
        /// The host name is not allowed by IDNA (RFC 5891).
        case internationalName(String)
        /// The host contains a character that is not allowed.
        case host(String)
        /// The scheme requires a host, but there is none.
        case missingHost(scheme: String)
        /// The user information, host or path violates the URL syntax as described.
        case invalid(String)
        /// The dialect does not allow the value of the named query parameter.
        case parameter(String)
    }

    /// The kind of problem.
    public let kind: Kind

    /// Creates an error.
    package init(_ kind: Kind) {
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

    /// A control character as a quoted escape, such as `'\t'` or `'\x7f'`.
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

extension InvalidURL: LocalizedError {
    /// The description, for Foundation's `localizedDescription`.
    public var errorDescription: String? { description }
}
