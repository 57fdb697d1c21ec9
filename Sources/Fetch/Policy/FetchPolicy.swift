package import HTTPValues

/// A style as data: all that httpx and aiohttp do differently with the same request.
///
/// There is one implementation of every rule; what differs between the styles stands here and nowhere else.
public struct FetchPolicy: Sendable {
    /// How URLs, queries and forms are read and escaped.
    package var dialect: URLDialect
    /// How a relative URL is put on the client's base URL.
    package var baseURLRule: BaseURLRule
    /// Whether parameters replace the URL's query or are added to it.
    package var parameterMode: QueryMode
    /// The fields that are sent unless the user sets or skips them.
    package var defaultHeaders: Headers
    /// How the fields of the style, the client and a request become one list.
    package var headerMerging: HeaderMerging
    /// The order of the groups of fields on the wire.
    package var headerOrder: [HeaderGroup]
    /// How bodies are laid out.
    package var body: BodyRules
    /// Which redirects are followed and how.
    package var redirects: RedirectPolicy
    /// Which cookies are taken and sent.
    package var cookies: CookiePolicy
    /// Time limits.
    public var timeouts: Timeouts
    /// The connection limits of a transport that is made for the style. A constant: those of another transport are
    /// what it was made with.
    public let limits: PoolLimits
    /// Whether proxies are taken from the environment unless a session is given its own. A constant, for the same
    /// reason.
    package let trustsEnvironment: Bool
    /// What is said to credentials from more than one place.
    package var credentials: CredentialRule
    /// Whether a response tells the user information of the URL that was asked.
    package var showsUserInfo: Bool
    /// Whether a response with both a length and chunks is taken, by its chunks (RFC 9112 section 6.3 allows either).
    package var acceptsLengthWithChunks: Bool

    /// The most redirects that are followed in one call.
    public var maximumRedirects: Int { redirects.maximum }

    /// How a relative URL and a base URL become one.
    package enum BaseURLRule: Sendable, Hashable {
        /// The path is put behind that of the base, also when it begins with a slash.
        case append
        /// As a link on a page is resolved (RFC 3986 section 5.2).
        case resolve
    }

    /// What a request with more than one word on its credentials is.
    package enum CredentialRule: Sendable, Hashable {
        /// Fine: an authentication goes before user information in the URL, and both before a field.
        case precedence
        /// An error, and so is a user name with a colon, which would end it (RFC 7617 section 2).
        case onlyOne
    }

    /// How fields that several have a say in become one list.
    package enum HeaderMerging: Sendable, Hashable {
        /// The style's fields stand first; what replaces a field moves to the end.
        case defaultsFirst
        /// The style's fields come last; what replaces a field takes its place.
        case defaultsLast
    }

    /// A group of fields, for their order on the wire.
    package enum HeaderGroup: Sendable, Hashable {
        /// `Content-Length: 0` of a request without a body.
        case emptyLength
        /// Those of client and request.
        case fields
        /// `Cookie`.
        case cookie
        /// `Authorization`, when it comes from an authentication.
        case authorization
        /// Length and type of the body.
        case body
    }
}
