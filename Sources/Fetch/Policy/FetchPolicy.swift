package import HTTPValues

/// The differences between httpx and aiohttp, as data.
///
/// Every rule has one implementation. Everything that depends on the style is defined here.
public struct FetchPolicy: Sendable {
    /// How URLs, queries and forms are parsed and escaped.
    package var dialect: URLDialect
    /// How a relative URL is combined with the base URL.
    package var baseURLRule: BaseURLRule
    /// Whether query parameters replace the query of the URL or are added to it.
    package var parameterMode: QueryMode
    /// The headers that are sent unless the user overrides or skips them.
    package var defaultHeaders: Headers
    /// How the headers of the style, the client and a request are merged.
    package var headerMerging: HeaderMerging
    /// The order of the header groups on the wire.
    package var headerOrder: [HeaderGroup]
    /// How request bodies are encoded.
    package var body: BodyRules
    /// Which redirects are followed, and how.
    package var redirects: RedirectPolicy
    /// Which cookies are stored and sent.
    package var cookies: CookiePolicy
    /// The default timeouts.
    public var timeout: FetchTimeout
    /// The pool limits for transports created for this style. A constant, because it has no effect on an existing
    /// transport.
    public let limits: PoolLimits
    /// Whether to take proxies from the environment unless a session has its own. A constant, because it has no effect
    /// on existing options.
    package let trustsEnvironment: Bool
    /// How credentials from more than one source are handled.
    package var credentials: CredentialRule
    /// Whether the URL of a response includes user information.
    package var showsUserInfo: Bool
    /// Whether to accept a response with both `Content-Length` and chunked coding, and use the latter. RFC 9112 section
    /// 6.3 allows either choice.
    package var acceptsLengthWithChunks: Bool

    /// The maximum number of redirects followed in one call.
    public var maxRedirects: Int { redirects.maximum }

    /// How a relative URL is combined with a base URL.
    package enum BaseURLRule: Sendable, Hashable {
        /// Appends the path to the base path, even if it begins with a slash.
        case append
        /// Resolves the URL like a link on a page (RFC 3986 section 5.2).
        case resolve
    }

    /// How to handle a request with credentials from more than one source.
    package enum CredentialRule: Sendable, Hashable {
        /// An authentication takes precedence over user information in the URL, and both over a header.
        case precedence
        /// An error. A user name with a colon is an error too, since the colon would end it (RFC 7617 section 2).
        case onlyOne
    }

    /// How headers from several sources are merged.
    package enum HeaderMerging: Sendable, Hashable {
        /// The style's headers come first. A header that overrides another moves to the end.
        case defaultsFirst
        /// The style's headers come last. A header that overrides another takes its place.
        case defaultsLast
    }

    /// A group of headers that are sent together.
    package enum HeaderGroup: Sendable, Hashable {
        /// `Content-Length: 0` for a request without a body.
        case emptyLength
        /// The headers of the client and the request.
        case fields
        /// `Cookie`.
        case cookie
        /// `Authorization`, if set by an authentication.
        case authorization
        /// The length and type of the body.
        case body
    }
}
