public import Fetch
public import FoundationEssentials
import HTTPValues

/// A failed request, named after the exception that httpx raises.
///
/// ```
/// RequestError
/// ├ timeout          connectTimeout  readTimeout  writeTimeout  poolTimeout  totalTimeout
/// ├ network          connectError  readError  writeError
/// ├ protocol         localProtocolError  remoteProtocolError
/// ├ proxyError  unsupportedProtocol  decodingError  tooManyRedirects  bodyTooLarge
/// ├ invalidURL
/// ├ stream           streamConsumed  streamClosed
/// └ use              runtimeError
/// HTTPStatusError    a response without a 2xx status, thrown by `raiseForStatus()`
/// ```
///
/// Cancelling the task throws Swift's `CancellationError` instead.
public struct RequestError: Error, Sendable {
    /// The httpx exceptions. The raw value is the name of the exception.
    public struct Kind: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        /// The name of httpx's exception.
        public let rawValue: String

        /// Creates a kind from the name of an exception.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        public var description: String { rawValue }
    }

    /// The corresponding httpx exception.
    public let kind: Kind
    /// The underlying error, with the message, the URL and libcurl's error code.
    public let cause: FetchError

    /// Creates an error from its cause.
    public init(_ cause: FetchError) {
        self.cause = cause
        kind = Kind(cause)
    }

    /// A description of the failure. Never empty.
    public var message: String { cause.message }

    /// Runs `body` and translates the errors it throws.
    static func rethrowing<Result>(_ body: () throws(FetchError) -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw translated(error)
        }
    }

    /// The error to throw to the user for `error`.
    static func translated(_ error: FetchError) -> any Error {
        error.kind == .cancelled ? CancellationError() : RequestError(error)
    }
}

extension RequestError: CustomStringConvertible {
    public var description: String { "\(kind.rawValue): \(cause)" }
}

extension RequestError.Kind {
    /// The httpx exception for `error`.
    init(_ error: FetchError) {
        self =
            switch error.kind {
            case .invalidURL: .invalidURL
            case .missingScheme, .unsupportedScheme, .unsupportedRedirect: .unsupportedProtocol
            case .invalidRequest: .localProtocolError
            case .resolve, .connect, .tls, .certificate: .connectError
            case .proxy: .proxyError
            case .timeout(.connect): .connectTimeout
            case .timeout(.read): .readTimeout
            case .timeout(.write): .writeTimeout
            case .timeout(.pool): .poolTimeout
            case .timeout(.total): .totalTimeout
            case .read: .readError
            case .write: .writeError
            case .disconnected, .protocolViolation, .incompleteBody, .invalidRedirect: .remoteProtocolError
            case .contentDecoding, .contentType: .decodingError
            case .tooLarge: .bodyTooLarge
            case .tooManyRedirects: .tooManyRedirects
            case .bodyNotReplayable, .streamConsumed: .streamConsumed
            case .streamClosed: .streamClosed
            case .bodySource, .asyncBodyInBlockingClient, .status, .callback, .unsupported, .closed, .cancelled:
                .runtimeError
            }
    }
}

extension RequestError: LocalizedError {
    /// The description, for Foundation's `localizedDescription`.
    public var errorDescription: String? { description }
}

extension RequestError: FetchFailure {
    /// The failure in the terms that both styles share: ``cause``.
    public var failure: FetchError { cause }
}
