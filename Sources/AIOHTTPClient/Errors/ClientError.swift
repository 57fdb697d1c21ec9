public import Fetch
public import FoundationEssentials
public import HTTPValues

/// The failure of a request, named after the exception that aiohttp raises.
///
/// ```
/// ClientError
/// ├ response    ClientResponseError  ContentTypeError  ClientHttpProxyError  TooManyRedirects
/// ├ connection  ClientConnectorError  ClientConnectorDNSError  ClientProxyConnectionError
/// │             ClientConnectorSSLError  ClientConnectorCertificateError  ClientOSError
/// │             ServerDisconnectedError  ClientConnectionError
/// ├ time        ConnectionTimeoutError  SocketTimeoutError  TimeoutError
/// ├ body        ClientPayloadError  BodyTooLarge
/// ├ URL         InvalidUrlClientError  InvalidUrlRedirectClientError
/// │             NonHttpUrlClientError  NonHttpUrlRedirectClientError
/// └ use         ValueError  RuntimeError
/// ```
///
/// Unlike in aiohttp, the total timeout is one of these errors, and no message is empty. A cancelled task gets Swift's
/// own `CancellationError`.
public struct ClientError: Error, Sendable {
    /// The kind of failure. The raw value is the name of aiohttp's exception.
    public struct Kind: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        /// The name of aiohttp's exception.
        public let rawValue: String

        /// Creates a kind from the name of an exception.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        public var description: String { rawValue }
    }

    /// The kind of failure.
    public let kind: Kind
    /// A sentence that describes the failure; never empty.
    public let message: String
    /// The URL, with its password hidden.
    public var url: String?
    /// The status of the response, if there is one; 400 for a response that violates HTTP.
    public var status: Int?
    /// The headers of the response, if there is one.
    public var headers: Headers?
    /// The body of the response, if it has been read.
    public var body: Bytes?
    /// The underlying error, if there is one.
    public var cause: FetchError?

    /// Creates an error.
    public init(_ kind: Kind, _ message: String, url: String? = nil) {
        self.kind = kind
        self.message = message
        self.url = url
    }

    /// The progress of a request. The name of some failures depends on it.
    enum Stage {
        case request, body
    }

    /// Creates the error for `cause`.
    init(_ cause: FetchError, at stage: Stage) {
        self.init(Kind(cause, at: stage), cause.message, url: cause.url)
        self.cause = cause
        status = cause.proxyStatus ?? (kind == .response ? 400 : nil)
    }

    /// Returns the error to throw to users for `error`.
    static func translated(_ error: FetchError, at stage: Stage) -> any Error {
        error.kind == .cancelled ? CancellationError() : ClientError(error, at: stage)
    }

    /// Runs `body`, and translates the errors it throws to aiohttp's.
    static func rethrowing<Result>(_ stage: Stage, _ body: () throws(FetchError) -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw translated(error, at: stage)
        }
    }
}

extension ClientError: CustomStringConvertible {
    public var description: String {
        let place = url.map { " (\($0))" } ?? ""
        return "\(kind.rawValue): " + (status.map { "\($0), " } ?? "") + message + place
    }
}

extension ClientError.Kind {
    /// Creates the kind with aiohttp's name for `error`.
    init(_ error: FetchError, at stage: ClientError.Stage) {
        self =
            switch error.kind {
            case .invalidURL, .missingScheme: .invalidURL
            case .unsupportedScheme: .nonHTTPURL
            case .invalidRedirect: .invalidRedirectURL
            case .unsupportedRedirect: .nonHTTPRedirectURL
            case .invalidRequest, .asyncBodyInBlockingClient, .unsupported: .value
            case .resolve: error.concernsProxy ? .proxyConnection : .connectorDNS
            case .connect: error.concernsProxy ? .proxyConnection : .connector
            case .tls: .connectorSSL
            case .certificate: .connectorCertificate
            case .proxy: .httpProxy
            case .timeout(.connect), .timeout(.pool): .connectionTimeout
            case .timeout(.read), .timeout(.write): .socketTimeout
            case .timeout(.total): .timeout
            case .read, .write: stage == .body ? .payload : .os
            case .disconnected: stage == .body ? .payload : .serverDisconnected
            case .protocolViolation: stage == .body ? .payload : .response
            case .incompleteBody, .contentDecoding, .bodyNotReplayable, .bodySource: .payload
            case .status: .response
            case .contentType: .contentType
            case .tooLarge: .bodyTooLarge
            case .tooManyRedirects: .tooManyRedirects
            case .streamClosed, .streamConsumed: .connection
            case .closed: stage == .body ? .connection : .runtime
            case .callback, .cancelled: .runtime
            }
    }
}

extension ClientError: LocalizedError {
    /// The description, for Foundation's `localizedDescription`.
    public var errorDescription: String? { description }
}

extension ClientError: FetchFailure {
    /// The failure in the terms that both styles share: ``cause``, or else one made from the kind of this error.
    public var failure: FetchError {
        if let cause { return cause }
        var failure = FetchError(kind.failure(status: status), message, url: url)
        failure.concernsProxy = kind == .proxyConnection
        return failure
    }
}

extension ClientError.Kind {
    /// The kind of failure that an error without a cause stands for.
    fileprivate func failure(status: Int?) -> FetchError.Kind {
        switch self {
        case .response: status.map { .status($0) } ?? .protocolViolation
        case .contentType: .contentType
        case .httpProxy: .proxy
        case .tooManyRedirects: .tooManyRedirects
        case .connector, .proxyConnection: .connect
        case .connectorDNS: .resolve
        case .connectorSSL: .tls
        case .connectorCertificate: .certificate
        case .os: .read
        case .serverDisconnected: .disconnected
        case .connection: .streamClosed
        case .connectionTimeout: .timeout(.connect)
        case .socketTimeout: .timeout(.read)
        case .timeout: .timeout(.total)
        case .payload: .incompleteBody
        case .bodyTooLarge: .tooLarge
        case .invalidURL: .invalidURL
        case .invalidRedirectURL: .invalidRedirect
        case .nonHTTPURL: .unsupportedScheme
        case .nonHTTPRedirectURL: .unsupportedRedirect
        case .runtime: .closed
        default: .invalidRequest
        }
    }
}
