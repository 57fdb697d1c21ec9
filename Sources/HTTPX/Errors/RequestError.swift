public import Fetch
import HTTPValues

/// The failure of a request, under the name of the exception that httpx raises.
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
/// HTTPStatusError    a response whose status says failure, from `raiseForStatus()`
/// ```
///
/// A cancelled task gets Swift's own `CancellationError`.
public struct RequestError: Error, Sendable {
    /// The exception of httpx; the raw value is its name.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case connectTimeout = "ConnectTimeout"
        case readTimeout = "ReadTimeout"
        case writeTimeout = "WriteTimeout"
        case poolTimeout = "PoolTimeout"
        /// The limit for the whole request, which httpx does not have.
        case totalTimeout = "TotalTimeout"
        case connectError = "ConnectError"
        case readError = "ReadError"
        case writeError = "WriteError"
        case localProtocolError = "LocalProtocolError"
        case remoteProtocolError = "RemoteProtocolError"
        case proxyError = "ProxyError"
        case unsupportedProtocol = "UnsupportedProtocol"
        case decodingError = "DecodingError"
        case tooManyRedirects = "TooManyRedirects"
        /// The body was larger than ``ClientOptions/maxBodySize``, which httpx does not have.
        case bodyTooLarge = "BodyTooLarge"
        case invalidURL = "InvalidURL"
        case streamConsumed = "StreamConsumed"
        case streamClosed = "StreamClosed"
        /// A request that cannot be made: two bodies, a closed client, an asynchronous body in a blocking client.
        case runtimeError = "RuntimeError"
    }

    /// The exception of httpx.
    public let kind: Kind
    /// The underlying error, with the message, the URL and libcurl's code.
    public let cause: FetchError

    /// Creates the error for a cause.
    public init(_ cause: FetchError) {
        self.cause = cause
        kind = Kind(cause)
    }

    /// A sentence that says what happened; never empty.
    public var message: String { cause.message }

    /// Whether a time limit passed.
    public var isTimeout: Bool { cause.isTimeout }

    /// Whether the connection failed or broke.
    public var isNetworkError: Bool { [.connectError, .readError, .writeError].contains(kind) }

    /// Runs `body` and throws what it throws under httpx's names.
    static func rethrowing<Result>(_ body: () throws(FetchError) -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw translated(error)
        }
    }

    /// The error that is thrown to users for `error`.
    static func translated(_ error: FetchError) -> any Error {
        error.kind == .cancelled ? CancellationError() : RequestError(error)
    }
}

extension RequestError: CustomStringConvertible {
    public var description: String { "\(kind.rawValue): \(cause)" }
}

extension RequestError.Kind {
    /// httpx's name for `error`.
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
            case .contentDecoding: .decodingError
            case .tooLarge: .bodyTooLarge
            case .tooManyRedirects: .tooManyRedirects
            case .bodyNotReplayable, .streamConsumed: .streamConsumed
            case .streamClosed: .streamClosed
            case .bodySource, .asyncBodyInBlockingClient, .callback, .unsupported, .closed, .cancelled: .runtimeError
            }
    }
}
