public import Fetch
import HTTPValues

/// Why a request failed, in terms that any client can tell.
public struct SuiteFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong.
    public enum Kind: Sendable, Hashable {
        /// The URL cannot be asked.
        case invalidURL
        /// The request may not be sent.
        case invalidRequest
        /// No connection came about: name, TCP, TLS or certificate.
        case connect
        /// A time limit passed.
        case timeout(FetchError.Phase)
        /// The peer closed the connection without sending any of a response.
        case disconnected
        /// The connection broke.
        case broken
        /// The peer broke the rules of HTTP.
        case protocolViolation
        /// The connection ended before the body was complete.
        case incompleteBody
        /// The content coding of the body was broken.
        case decoding
        /// The body was larger than the limit.
        case tooLarge
        /// More redirects than allowed.
        case tooManyRedirects
        /// A redirect pointed to where no client can go.
        case invalidRedirect
        /// The body cannot be read a second time.
        case bodyNotReplayable
        /// The client, or the body, was closed.
        case closed
        /// The calling task was cancelled.
        case cancelled
        /// The suite itself failed, or the error is of another kind.
        case unknown
    }

    /// What went wrong.
    public var kind: Kind
    /// The message of the client.
    public var message: String

    /// A failure.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    public var description: String { "\(kind): \(message)" }
}

extension SuiteFailure {
    /// A failure for an error of Duet.
    public init(_ error: FetchError) {
        self.init(Kind(error.kind), error.description)
    }
}

extension SuiteFailure.Kind {
    init(_ kind: FetchError.Kind) {
        self =
            switch kind {
            case .invalidURL, .missingScheme, .unsupportedScheme: .invalidURL
            case .invalidRequest, .asyncBodyInBlockingClient, .unsupported, .bodySource, .callback: .invalidRequest
            case .resolve, .connect, .tls, .certificate, .proxy: .connect
            case .timeout(let phase): .timeout(phase)
            case .read, .write: .broken
            case .disconnected: .disconnected
            case .protocolViolation: .protocolViolation
            case .incompleteBody: .incompleteBody
            case .contentDecoding: .decoding
            case .tooLarge: .tooLarge
            case .tooManyRedirects: .tooManyRedirects
            case .invalidRedirect, .unsupportedRedirect: .invalidRedirect
            case .bodyNotReplayable, .streamConsumed: .bodyNotReplayable
            case .streamClosed, .closed: .closed
            case .cancelled: .cancelled
            }
    }
}
