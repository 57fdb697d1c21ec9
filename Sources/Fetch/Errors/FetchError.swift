public import FoundationEssentials
package import HTTPValues

/// The reason a request or the body of its response failed.
///
/// Both styles share this type and translate it to the errors their users know. The message is never empty. Neither
/// the message nor the URL contains a password.
public struct FetchError: Error, Sendable {
    /// The kind of failure, distinguished by how a caller can handle it.
    public enum Kind: Sendable, Hashable {
        /// The URL cannot be parsed.
        case invalidURL
        /// The URL has no scheme or host, and there is no base URL.
        case missingScheme
        /// No transport supports the scheme of the URL.
        case unsupportedScheme
        /// The request is invalid, for example because of an illegal header, two bodies or a bad option.
        case invalidRequest
        /// The host name could not be resolved.
        case resolve
        /// The connection could not be established.
        case connect
        /// The TLS handshake failed.
        case tls
        /// The server's certificate was rejected.
        case certificate
        /// The proxy refused to connect or could not reach the target.
        case proxy
        /// A timeout expired.
        case timeout(Phase)
        /// The connection broke while reading.
        case read
        /// The connection broke while sending.
        case write
        /// The server closed the connection without sending a response.
        case disconnected
        /// The server violated the HTTP protocol.
        case protocolViolation
        /// The connection ended before the body was complete.
        case incompleteBody
        /// The content coding of the body is malformed.
        case contentDecoding
        /// The `Content-Type` of the response is not that of the value to decode.
        case contentType
        /// The body, or its decoded form, exceeds the limit.
        case tooLarge
        /// There were more redirects than allowed.
        case tooManyRedirects
        /// The target of a redirect is invalid.
        case invalidRedirect
        /// No transport supports the scheme of a redirect target.
        case unsupportedRedirect
        /// The request must be sent again, but its body can only be read once.
        case bodyNotReplayable
        /// The source of the request body failed.
        case bodySource
        /// A hook or an authentication threw. The error is in ``FetchError/underlying``.
        case callback
        /// The body was read a second time.
        case streamConsumed
        /// The body was closed before it was read.
        case streamClosed
        /// A blocking client was given an asynchronous body.
        case asyncBodyInBlockingClient
        /// The transport does not support the request.
        case unsupported
        /// The status of the response says that the request failed, and `raiseForStatus()` was called.
        case status(Int)
        /// The client has been closed.
        case closed
        /// The calling task was cancelled.
        case cancelled
    }

    /// The phase of a request that a timeout applies to.
    public enum Phase: String, Sendable, Hashable, CaseIterable {
        /// Setting up a connection, including name resolution and TLS, once the request has a place in the pool.
        case connect
        /// Waiting for data of the response.
        case read
        /// Sending the request body.
        case write
        /// Waiting for a place in the pool.
        case pool
        /// The whole request, including redirects and the body.
        case total
    }

    /// The error code reported by the transport.
    public struct TransportCode: Sendable, Hashable {
        /// libcurl's `CURLcode`.
        public let number: Int
        /// libcurl's description of the code.
        public let text: String

        /// Creates a code.
        public init(number: Int, text: String) {
            self.number = number
            self.text = text
        }
    }

    /// The kind of failure.
    public var kind: Kind { contents.kind }
    /// A human-readable description. Never empty.
    public var message: String { contents.message }
    /// The URL of the request that failed, with its password hidden.
    public var url: String? {
        get { contents.url }
        set { contents.url = newValue }
    }
    /// libcurl's error code, if the error came from libcurl.
    public var transportCode: TransportCode? {
        get { contents.transportCode }
        set { contents.transportCode = newValue }
    }
    /// The operating system's error number, if any.
    public var osError: Int32? {
        get { contents.osError }
        set { contents.osError = newValue }
    }
    /// Whether the connection was reused. The server may have closed it while it was idle.
    public var isReusedConnection: Bool {
        get { contents.isReusedConnection }
        set { contents.isReusedConnection = newValue }
    }
    /// Whether the connection to the proxy failed, rather than one to the server.
    public var concernsProxy: Bool {
        get { contents.concernsProxy }
        set { contents.concernsProxy = newValue }
    }
    /// The error that a hook or an authentication threw, for ``Kind/callback``.
    public var underlying: (any Error)? {
        get { contents.underlying }
        set { contents.underlying = newValue }
    }
    /// The status of the proxy's response if it refused a tunnel.
    public var proxyStatus: Int? {
        get { contents.proxyStatus }
        set { contents.proxyStatus = newValue }
    }

    private struct Contents: Sendable {
        let kind: Kind
        let message: String
        var url: String?
        var transportCode: TransportCode?
        var osError: Int32?
        var isReusedConnection = false
        var concernsProxy = false
        var proxyStatus: Int?
        var underlying: (any Error)?
    }

    /// Boxed to keep `Result` small: it is as large as its error type even in the common case of success.
    private var box: Boxed<Contents>
    private var contents: Contents {
        get { box.value }
        set { box.value = newValue }
    }

    /// Creates an error.
    public init(_ kind: Kind, _ message: String, url: String? = nil) {
        box = Boxed(Contents(kind: kind, message: message, url: url))
    }

    /// Returns this error with `url` added, unless it already has one.
    public func about(_ url: String) -> FetchError {
        var copy = self
        if copy.url == nil { copy.url = url }
        return copy
    }
}

extension FetchError: CustomStringConvertible {
    public var description: String {
        url.map { "\(message) (\($0))" } ?? message
    }
}

// Errors that are thrown in several places.
extension FetchError {
    /// The error for a request whose task was cancelled.
    package static let cancelled = FetchError(.cancelled, "The request was cancelled")

    /// The error for a request on a closed client.
    package static let closed = FetchError(.closed, "The client has been closed")

    /// The error for a request whose method is not a token (RFC 9110 section 9.1).
    static func notAToken(_ method: HTTPMethod) -> FetchError {
        FetchError(.invalidRequest, "The method \(method.rawValue.debugDescription) is no token")
    }

    /// The error for a transfer that its transport ended before a response head arrived.
    static let withoutResponse = FetchError(.disconnected, "The transfer ended without a response")

    /// The error for reading a body after it was closed.
    static func closedBody(url: FetchURL) -> FetchError {
        FetchError(.streamClosed, "The body was closed before it was read", url: url.description)
    }

    /// The error for a response whose body exceeds `limit`.
    static func tooLarge(limit: Int) -> FetchError {
        FetchError(.tooLarge, "The response body is larger than the limit of \(limit) bytes")
    }

    /// The error for a request whose body threw `error` while it was read.
    static func bodySource(_ error: any Error) -> FetchError {
        FetchError(.bodySource, "The body could not be read: \(error)")
    }

    /// The error for a response that violates HTTP/1.1.
    package init(_ violation: HTTP1Violation) {
        self.init(.protocolViolation, "The server broke HTTP: \(violation.reason)")
    }

    /// The error for a call in which a user-supplied function threw `error`.
    init(callback error: any Error) {
        switch error {
        case let error as FetchError: self = error
        case is CancellationError: self = .cancelled
        default:
            self.init(.callback, "\(error)")
            underlying = error
        }
    }
}

extension FetchError: LocalizedError {
    /// The description, for Foundation's `localizedDescription`.
    public var errorDescription: String? { description }
}
