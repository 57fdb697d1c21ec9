public import HTTPValues

/// Gives requests their credentials.
///
/// One value serves any number of calls, blocking and asynchronous ones, at the same time. What it learns during one
/// call and needs in the next, such as a token or a server's nonce, it keeps itself, behind a lock. An authentication
/// that only sets a header conforms to ``HeaderAuthentication`` instead.
public protocol Authentication: Sendable {
    /// Starts the authentication of one call.
    func makeFlow() -> any AuthenticationFlow
}

/// The authentication of one call, without I/O: httpx's `auth_flow`.
///
/// The client asks ``authorize(_:body:)`` before it sends the request, and ``shouldResend(after:body:)`` when a response
/// arrives. It makes these calls one after the other, also when it sends the request again because of a redirect to the
/// same origin or a retry. A flow that asks for more than ten exchanges in a row fails the call.
public protocol AuthenticationFlow: AnyObject {
    /// Whether ``authorize(_:body:)`` needs the body of the request, as a signature does. False by default.
    var needsRequestBody: Bool { get }

    /// Whether ``shouldResend(after:body:)`` needs the body of the response. False by default.
    var needsResponseBody: Bool { get }

    /// Puts credentials on `request`, which is about to be sent.
    ///
    /// - Parameter body: The body of the request when ``needsRequestBody`` is true; otherwise nil.
    /// - Returns: A request to send first, such as one for a token; nil when the credentials are in place. After its
    ///   response, this method is called again.
    /// - Throws: Any error; the call fails with it.
    func authorize(_ request: inout RequestHead, body: Bytes?) throws -> AuthenticationRequest?

    /// Takes in the response to a request that ``authorize(_:body:)`` asked for, with its content coding undone.
    ///
    /// - Throws: Any error; the call fails with it.
    func receive(_ response: CollectedResponse) throws

    /// Whether to send the request again after `response`, for example with the answer to its challenge.
    ///
    /// - Parameter body: The body of the response, with its content coding undone, when ``needsResponseBody`` is true;
    ///   otherwise nil.
    /// - Throws: Any error; the call fails with it.
    func shouldResend(after response: ResponseHead, body: Bytes?) throws -> Bool
}

extension AuthenticationFlow {
    public var needsRequestBody: Bool { false }

    public var needsResponseBody: Bool { false }

    public func receive(_ response: CollectedResponse) throws {}

    public func shouldResend(after response: ResponseHead, body: Bytes?) throws -> Bool { false }
}

/// A request that an authentication sends itself, such as one for a token. It goes to the transport and the proxy that
/// its URL leads to, carries neither the client's headers nor its cookies, and its redirects are not followed. Its
/// `Content-Length` is set.
public struct AuthenticationRequest: Sendable {
    /// Method, URL and headers.
    public var head: RequestHead
    /// The body; empty for none.
    public var body: Bytes

    /// A request with a body, or without.
    public init(_ head: RequestHead, body: Bytes = Bytes()) {
        self.head = head
        self.body = body
    }
}

/// An authentication in a box: mostly there is none, and seeing that must not take a copy of one.
typealias Credentials = Boxed<any Authentication>
