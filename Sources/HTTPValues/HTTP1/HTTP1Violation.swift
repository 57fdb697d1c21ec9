/// A message that breaks HTTP/1.1 so that two readers could see two different messages, or that is beyond a limit or
/// beyond what this end of the connection can do.
package struct HTTP1Violation: Error, Hashable {
    /// What a server tells its client by the status code. A client treats all of them alike.
    package enum Kind: Sendable, Hashable {
        /// The message breaks the grammar or the rules of framing.
        case malformed
        /// The request target is longer than allowed.
        case targetTooLong
        /// A header line, or all of them together, are longer or more than allowed.
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
    /// What is wrong, as the end of a sentence: "bad Content-Length".
    package let reason: String

    package init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// A malformed message.
    package init(_ reason: String) {
        self.init(.malformed, reason)
    }
}
