package import HTTPValues

/// Why a request got no response, or a response no complete body.
///
/// One error type lies under both styles; each shows it under the names its users know. The message is never
/// empty, and neither it nor the URL ever shows a password.
public struct FetchError: Error, Sendable {
    /// What went wrong, told by what a caller can do about it.
    public enum Kind: Sendable, Hashable {
        /// The URL cannot be parsed.
        case invalidURL
        /// The URL has no scheme or no host, and no base URL to be put on.
        case missingScheme
        /// The URL has a scheme that no transport here speaks.
        case unsupportedScheme
        /// The request itself may not be sent: an illegal header, two bodies, a bad option.
        case invalidRequest
        /// The name could not be resolved.
        case resolve
        /// No connection came about.
        case connect
        /// TLS could not be agreed on.
        case tls
        /// The peer's certificate was not accepted.
        case certificate
        /// The proxy refused or could not reach the target.
        case proxy
        /// A time limit passed.
        case timeout(Phase)
        /// The connection broke while reading.
        case read
        /// The connection broke while sending.
        case write
        /// The peer closed the connection without sending any of a response.
        case disconnected
        /// The peer broke the rules of HTTP.
        case protocolViolation
        /// The connection ended before the body was complete.
        case incompleteBody
        /// The content coding of the body was broken.
        case contentDecoding
        /// The body, or its decoded form, was larger than the limit.
        case tooLarge
        /// More redirects than allowed.
        case tooManyRedirects
        /// A redirect pointed to where this client cannot go.
        case invalidRedirect
        /// A redirect pointed to a scheme that no transport here speaks.
        case unsupportedRedirect
        /// The request had to be sent again, but its body can only be read once.
        case bodyNotReplayable
        /// The sequence that a body was to be read from threw.
        case bodySource
        /// A function of the user threw: a hook or an authentication. ``FetchError/underlying`` is what it threw.
        case callback
        /// The stream of a body was read a second time.
        case streamConsumed
        /// A body was asked for that was closed unread.
        case streamClosed
        /// An asynchronous body was given to the blocking client.
        case asyncBodyInBlockingClient
        /// The transport cannot do what was asked of it.
        case unsupported
        /// The client was closed.
        case closed
        /// The calling task was cancelled.
        case cancelled
    }

    /// The part of an exchange that a time limit belongs to.
    public enum Phase: String, Sendable, Hashable, CaseIterable {
        /// From having a place in the pool to a connection that is ready, name look-up and TLS included.
        case connect
        /// Between two pieces of the response.
        case read
        /// Between two pieces of the request body.
        case write
        /// Waiting for a place in the pool.
        case pool
        /// All of it, redirects and the body included.
        case total
    }

    /// The code with which the transport below reported the failure.
    public struct TransportCode: Sendable, Hashable {
        /// libcurl's `CURLcode`.
        public let number: Int
        /// libcurl's words for it.
        public let text: String

        /// A code.
        public init(number: Int, text: String) {
            self.number = number
            self.text = text
        }
    }

    /// What went wrong.
    public var kind: Kind { contents.kind }
    /// A sentence for people; never empty.
    public var message: String { contents.message }
    /// The URL of the request that failed, with its password hidden.
    public var url: String? {
        get { contents.url }
        set { contents.url = newValue }
    }
    /// libcurl's code, when it came from there.
    public var transportCode: TransportCode? {
        get { contents.transportCode }
        set { contents.transportCode = newValue }
    }
    /// The operating system's error number, when there is one.
    public var osError: Int32? {
        get { contents.osError }
        set { contents.osError = newValue }
    }
    /// Whether the connection had carried an earlier request, so that the peer may simply have closed it.
    public var isReusedConnection: Bool {
        get { contents.isReusedConnection }
        set { contents.isReusedConnection = newValue }
    }
    /// Whether it was the proxy that could not be reached.
    public var concernsProxy: Bool {
        get { contents.concernsProxy }
        set { contents.concernsProxy = newValue }
    }
    /// What a function of the user threw, for ``Kind/callback``.
    public var underlying: (any Error)? {
        get { contents.underlying }
        set { contents.underlying = newValue }
    }
    /// The status that a proxy refused a tunnel with.
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

    /// In a box: every result that could have been an error is as large as one, and mostly it is none.
    private var box: Boxed<Contents>
    private var contents: Contents {
        get { box.value }
        set { box.value = newValue }
    }

    /// An error.
    public init(_ kind: Kind, _ message: String, url: String? = nil) {
        box = Boxed(Contents(kind: kind, message: message, url: url))
    }

    /// The same error about `url`, unless it names one already.
    public func about(_ url: String) -> FetchError {
        var copy = self
        if copy.url == nil { copy.url = url }
        return copy
    }

    /// Whether a time limit passed.
    public var isTimeout: Bool {
        if case .timeout = kind { true } else { false }
    }
}

extension FetchError: CustomStringConvertible {
    public var description: String {
        url.map { "\(message) (\($0))" } ?? message
    }
}

// Errors that several places report.
extension FetchError {
    /// The error of a request whose task was cancelled.
    package static let cancelled = FetchError(.cancelled, "The request was cancelled")

    /// The error of a request to a closed client.
    package static let closed = FetchError(.closed, "The client has been closed")

    /// The error of a request with a method that is not a token (RFC 9110 section 9.1).
    static func notAToken(_ method: HTTPMethod) -> FetchError {
        FetchError(.invalidRequest, "The method \(method.rawValue.debugDescription) is no token")
    }

    /// The error of a transfer that its transport ended before there was a head.
    static let withoutResponse = FetchError(.disconnected, "The transfer ended without a response")

    /// The error of a response whose body is larger than `limit`.
    static func tooLarge(limit: Int) -> FetchError {
        FetchError(.tooLarge, "The response body is larger than the limit of \(limit) bytes")
    }

    /// The error of a request whose body threw `error` when it was read.
    static func bodySource(_ error: any Error) -> FetchError {
        FetchError(.bodySource, "The body could not be read: \(error)")
    }

    /// The error of a response that breaks HTTP/1.1.
    package init(_ violation: HTTP1Violation) {
        self.init(.protocolViolation, "The server broke HTTP: \(violation.reason)")
    }

    /// The error of a call in which a function of the user threw `error`.
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
