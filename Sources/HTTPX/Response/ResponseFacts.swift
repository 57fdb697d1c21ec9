public import Fetch
public import HTTPValues

/// The properties that ``Response``, ``ResponseStream`` and ``AsyncResponseStream`` share. They are available once the
/// headers of a response have arrived.
public protocol ResponseFacts: Sendable {
    /// The version, status, reason phrase and headers, as received.
    var head: ResponseHead { get }
    /// The URL of this response, after redirects.
    var url: FetchURL { get }
    /// The request that led to this response.
    var request: RequestHead { get }
    /// The redirects and authentication challenges before this response, oldest first, with their bodies.
    var history: [Response] { get }
    /// The encoding used to decode the body as text: the charset of the `Content-Type` if it is known, otherwise UTF-8.
    var encoding: String { get }

    /// Returns this response if its status is 2xx.
    ///
    /// - Throws: ``HTTPStatusError`` for any other status.
    @discardableResult
    func raiseForStatus() throws(HTTPStatusError) -> Self
}

extension ResponseFacts {
    /// The status code.
    public var statusCode: Int { head.status }

    /// The reason phrase without non-ASCII characters. HTTP/2 has none, so the standard phrase for the status is used.
    public var reasonPhrase: String {
        guard head.reason.isEmpty, head.version == .http2 else {
            return String(head.reason.unicodeScalars.filter(\.isASCII))
        }
        return ReasonPhrase.text(for: head.status)
    }

    /// `HTTP/1.0`, `HTTP/1.1` or `HTTP/2`.
    public var httpVersion: String { head.version.description }

    /// The headers, as received.
    public var headers: Headers { head.headers }

    /// The cookies set by this response that httpx's rules accept.
    public var cookies: CookieJar {
        let jar = CookieJar()
        jar.store(setCookie: headers.all("Set-Cookie"), from: url.cookieContext)
        return jar
    }

    /// The links of the `Link` header (RFC 8288), keyed by relation, or by URL if they have none.
    public var links: [String: WebLink] { WebLink.parse(headers.all("Link")) }

    /// The lowercase charset of the `Content-Type`, whether known or not.
    public var charsetEncoding: String? { headers.charset?.lowercased() }

    public var encoding: String { headers.textEncoding.lowercased() }

    // MARK: Status

    /// Whether the status is 1xx.
    public var isInformational: Bool { (100..<200).contains(statusCode) }
    /// Whether the status is 2xx.
    public var isSuccess: Bool { (200..<300).contains(statusCode) }
    /// Whether the status is 3xx.
    public var isRedirect: Bool { (300..<400).contains(statusCode) }
    /// Whether the status is 4xx.
    public var isClientError: Bool { (400..<500).contains(statusCode) }
    /// Whether the status is 5xx.
    public var isServerError: Bool { (500..<600).contains(statusCode) }
    /// Whether the status is 4xx or 5xx.
    public var isError: Bool { isClientError || isServerError }
    /// Whether this is a redirect that can be followed: a 301, 302, 303, 307 or 308 with a `Location` header.
    public var hasRedirectLocation: Bool { RedirectPolicy.isRedirect(head) }
}
