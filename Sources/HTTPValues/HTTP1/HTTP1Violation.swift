/// An error for a message that violates HTTP/1.1 such that two readers could see different messages, that exceeds a
/// limit, or that this end of the connection does not support.
package struct HTTP1Violation: Error, Hashable {
    /// The kind of violation. A server maps it to a status code. A client treats all kinds alike.
    package enum Kind: Sendable, Hashable {
        /// The message violates the grammar or the framing rules.
        case malformed
        /// The request target is longer than allowed.
        case targetTooLong
        /// A header line is too long, or there are too many headers, or they are too long in total.
        case headTooLarge
        /// A major version other than 1.
        case versionNotSupported
        /// A transfer coding or a method that is valid but not implemented.
        case notImplemented
        /// An `Expect` other than `100-continue`.
        case expectationFailed
        /// A TLS handshake on a connection without TLS.
        case tlsHandshake
    }

    package let kind: Kind
    /// A description that completes a sentence, such as "bad Content-Length".
    package let reason: String

    package init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// Creates an error for a malformed message.
    package init(_ reason: String) {
        self.init(.malformed, reason)
    }
}
