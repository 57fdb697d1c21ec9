public import HTTPValues

/// An authentication scheme that adds credentials to requests.
///
/// A value may be used by any number of blocking and asynchronous calls at the same time. State that outlives a call,
/// such as a token or a server nonce, must be stored in the value and protected by a lock. A scheme that only sets
/// headers can conform to ``HeaderAuthentication`` instead.
public protocol Authentication: Sendable {
    /// Creates the authentication flow for one call.
    func makeFlow() -> any AuthenticationFlow
}

/// The authentication of one call, without I/O, like httpx's `auth_flow`.
///
/// The client calls ``authorize(_:body:)`` before it sends the request and ``shouldResend(after:body:)`` when a
/// response arrives. Calls never overlap. They are repeated when the request is sent again for a same-origin redirect
/// or a retry. The call fails if a flow requests more than ten exchanges in a row.
public protocol AuthenticationFlow: AnyObject {
    /// Whether ``authorize(_:body:)`` needs the request body, for example to sign it. False by default.
    var needsRequestBody: Bool { get }

    /// Whether ``shouldResend(after:body:)`` needs the response body. False by default.
    var needsResponseBody: Bool { get }

    /// Adds credentials to `request`, which is about to be sent. `body` is its body if ``needsRequestBody`` is true,
    /// otherwise nil.
    ///
    /// - Returns: A request to send first, such as one for a token, or nil if the credentials are in place. This method
    ///   is called again after the response.
    /// - Throws: Any error. The call fails with it.
    func authorize(_ request: inout RequestHead, body: Bytes?) throws -> AuthenticationRequest?

    /// Handles the response to a request returned by ``authorize(_:body:)``. Its content coding has been decoded.
    ///
    /// - Throws: Any error. The call fails with it.
    func receive(_ response: CollectedResponse) throws

    /// Whether to send the request again after `response`, for example to respond to a challenge. `body` is the decoded
    /// body of the response if ``needsResponseBody`` is true, otherwise nil.
    ///
    /// - Throws: Any error. The call fails with it.
    func shouldResend(after response: ResponseHead, body: Bytes?) throws -> Bool
}

extension AuthenticationFlow {
    public var needsRequestBody: Bool { false }

    public var needsResponseBody: Bool { false }

    public func receive(_ response: CollectedResponse) throws {}

    public func shouldResend(after response: ResponseHead, body: Bytes?) throws -> Bool { false }
}

/// A request made by an authentication flow, such as one for a token. It uses the transport and proxy for its URL. It
/// carries neither the client's headers nor its cookies, and redirects are not followed. `Content-Length` is set
/// automatically.
public struct AuthenticationRequest: Sendable {
    /// The method, URL and headers.
    public var head: RequestHead
    /// The body. Empty means none.
    public var body: Bytes

    /// Creates a request.
    public init(_ head: RequestHead, body: Bytes = Bytes()) {
        self.head = head
        self.body = body
    }
}

/// A boxed authentication. Usually there is none, and checking for that must not copy one.
typealias Credentials = Boxed<any Authentication>
