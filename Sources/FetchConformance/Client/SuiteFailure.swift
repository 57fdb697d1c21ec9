package import Fetch
import HTTPValues

/// A failed request in terms that apply to any client.
package struct SuiteFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of failure.
    package enum Kind: Sendable, Hashable {
        /// The URL cannot be requested.
        case invalidURL
        /// The request is not valid.
        case invalidRequest
        /// No connection could be established: name, TCP, TLS or certificate.
        case connect
        /// A timeout expired.
        case timeout(FetchError.Phase)
        /// The peer closed the connection without sending any part of a response.
        case disconnected
        /// The connection broke.
        case broken
        /// The peer violated the rules of HTTP.
        case protocolViolation
        /// The connection ended before the body was complete.
        case incompleteBody
        /// The content coding of the body was corrupt.
        case decoding
        /// The body was larger than the limit.
        case tooLarge
        /// There were more redirects than allowed.
        case tooManyRedirects
        /// A redirect had a location that cannot be requested.
        case invalidRedirect
        /// The body cannot be read a second time.
        case bodyNotReplayable
        /// The client or the body was closed.
        case closed
        /// The calling task was cancelled.
        case cancelled
        /// The suite itself failed, or the error is of another kind.
        case unknown
    }

    /// The kind of failure.
    package var kind: Kind
    /// The client's message.
    package var message: String

    /// Creates a failure.
    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    package var description: String { "\(kind): \(message)" }
}

extension SuiteFailure {
    /// Creates a failure from an error thrown by a client.
    package init(_ error: any Error) {
        switch error {
        case let error as SuiteFailure:
            self = error
        case let error as any FetchFailure:
            // A description also tells the kind. The client must say more than that.
            self.init(Kind(error.failure.kind), error.failure.message.isEmpty ? "" : error.description)
        case is CancellationError:
            self.init(.cancelled, "cancelled")
        default:
            self.init(.unknown, "\(type(of: error)): \(error)")
        }
    }
}

extension SuiteFailure.Kind {
    init(_ kind: FetchError.Kind) {
        self =
            switch kind {
            case .invalidURL, .missingScheme, .unsupportedScheme: .invalidURL
            case .invalidRequest, .asyncBodyInBlockingClient, .unsupported, .bodySource, .callback, .status:
                .invalidRequest
            case .resolve, .connect, .tls, .certificate, .proxy: .connect
            case .timeout(let phase): .timeout(phase)
            case .read, .write: .broken
            case .disconnected: .disconnected
            case .protocolViolation: .protocolViolation
            case .incompleteBody: .incompleteBody
            case .contentDecoding, .contentType: .decoding
            case .tooLarge: .tooLarge
            case .tooManyRedirects: .tooManyRedirects
            case .invalidRedirect, .unsupportedRedirect: .invalidRedirect
            case .bodyNotReplayable, .streamConsumed: .bodyNotReplayable
            case .streamClosed, .closed: .closed
            case .cancelled: .cancelled
            }
    }
}
