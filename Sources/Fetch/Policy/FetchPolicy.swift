/// A style as data: all that httpx and aiohttp do differently with the same request.
///
/// There is one implementation of every rule; what differs between the styles stands here and nowhere else.
public struct FetchPolicy: Sendable {
    /// How URLs, queries and forms are read and escaped.
    public var dialect: URLDialect
    /// How a relative URL is put on the client's base URL.
    public var baseURLRule: BaseURLRule
    /// Whether parameters replace the URL's query or are added to it.
    public var parameterMode: QueryMode
    /// The fields that are sent unless the user sets or skips them.
    public var defaultHeaders: Headers
    /// How the fields of the style, the client and a request become one list.
    public var headerMerging: HeaderMerging
    /// The order of the groups of fields on the wire.
    public var headerOrder: [HeaderGroup]
    /// How bodies are laid out.
    public var body: BodyRules
    /// Which redirects are followed and how.
    public var redirects: RedirectPolicy
    /// Which cookies are taken and sent.
    public var cookies: CookiePolicy
    /// Time limits.
    public var timeouts: Timeouts
    /// Connection limits.
    public var limits: PoolLimits
    /// Whether proxies are taken from the environment.
    public var trustsEnvironment: Bool
    /// What is said to credentials from more than one place.
    public var credentials: CredentialRule
    /// Whether a response tells the user information of the URL that was asked.
    public var showsUserInfo: Bool
    /// Whether a response with both a length and chunks is taken, by its chunks (RFC 9112 section 6.3 allows either).
    public var acceptsLengthWithChunks: Bool

    /// How a relative URL and a base URL become one.
    public enum BaseURLRule: Sendable, Hashable {
        /// The path is put behind that of the base, also when it begins with a slash.
        case append
        /// As a link on a page is resolved (RFC 3986 section 5.2).
        case resolve
    }

    /// What a request with more than one word on its credentials is.
    public enum CredentialRule: Sendable, Hashable {
        /// Fine: an authentication goes before user information in the URL, and both before a field.
        case precedence
        /// An error, and so is a user name with a colon, which would end it (RFC 7617 section 2).
        case onlyOne
    }

    /// How fields that several have a say in become one list.
    public enum HeaderMerging: Sendable, Hashable {
        /// The style's fields stand first; what replaces a field moves to the end.
        case defaultsFirst
        /// The style's fields come last; what replaces a field takes its place.
        case defaultsLast
    }

    /// A group of fields, for their order on the wire.
    public enum HeaderGroup: Sendable, Hashable {
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

/// How a style lays out bodies.
public struct BodyRules: Sendable {
    /// How JSON is spelled.
    public var jsonFormat: JSONFormat
    /// The type of bytes; nil to send none.
    public var bytesContentType: String?
    /// The type of text; nil to send none.
    public var textContentType: String?
    /// Whether a body of no bytes is none.
    public var emptyIsNone: Bool
    /// The methods that say `Content-Length: 0` when there is no body.
    public var emptyLength: MethodSet
}

/// Some of the methods.
public struct MethodSet: Sendable, Hashable, CustomStringConvertible {
    /// So few that looking through them is quicker than a hash.
    private let named: [String]
    private let isOfOthers: Bool

    /// These.
    public static func only(_ methods: [String]) -> MethodSet { MethodSet(named: methods, isOfOthers: false) }

    /// All others.
    public static func allBut(_ methods: [String]) -> MethodSet { MethodSet(named: methods, isOfOthers: true) }

    /// The methods, for people.
    public var description: String { (isOfOthers ? "all but " : "") + named.sorted().joined(separator: ", ") }

    /// Whether `method` is one of them.
    public func contains(_ method: String) -> Bool { named.contains(method) != isOfOthers }
}

extension FetchPolicy {
    /// httpx 0.28.1, with what httpx2 mended.
    public static let httpx = FetchPolicy(
        dialect: .httpx,
        baseURLRule: .append,
        parameterMode: .replace,
        defaultHeaders: [
            "Accept": "*/*", "Accept-Encoding": ContentCoding.acceptEncoding, "Connection": "keep-alive",
            "User-Agent": "duet-httpx/\(Duet.version)",
        ],
        headerMerging: .defaultsFirst,
        headerOrder: [.emptyLength, .fields, .cookie, .body, .authorization],
        body: BodyRules(
            jsonFormat: .compact, bytesContentType: nil, textContentType: nil, emptyIsNone: true,
            emptyLength: .only(["POST", "PUT", "PATCH", "QUERY"])),
        redirects: .httpx,
        cookies: .httpx,
        timeouts: Timeouts(connect: .seconds(5), read: .seconds(5), write: .seconds(5), pool: .seconds(5)),
        limits: PoolLimits(total: 100, idle: 20, idleAge: .seconds(5)),
        trustsEnvironment: true,
        credentials: .precedence,
        showsUserInfo: true,
        acceptsLengthWithChunks: true)

    /// aiohttp 3.14.5 on the wire.
    public static let aiohttp = FetchPolicy(
        dialect: .aiohttp,
        baseURLRule: .resolve,
        parameterMode: .append,
        defaultHeaders: [
            "Accept": "*/*", "Accept-Encoding": ContentCoding.acceptEncoding,
            "User-Agent": "duet-aiohttp/\(Duet.version)",
        ],
        headerMerging: .defaultsLast,
        headerOrder: [.fields, .cookie, .authorization, .emptyLength, .body],
        body: BodyRules(
            jsonFormat: .spacedASCII, bytesContentType: "application/octet-stream",
            textContentType: "text/plain; charset=utf-8", emptyIsNone: false,
            emptyLength: .allBut(["GET", "HEAD", "OPTIONS", "TRACE"])),
        redirects: .aiohttp,
        cookies: .aiohttp,
        timeouts: Timeouts(connect: .seconds(30), total: .seconds(300)),
        limits: PoolLimits(total: 100, idle: 100, idleAge: .seconds(15)),
        trustsEnvironment: false,
        credentials: .onlyOne,
        showsUserInfo: false,
        acceptsLengthWithChunks: false)
}

/// Duet itself.
public enum Duet {
    /// The version of the package.
    public static let version = "0.1.0"
}
