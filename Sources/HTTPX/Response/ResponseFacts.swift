public import Fetch
public import HTTPValues

/// What ``Response``, ``StreamResponse`` and ``AsyncStreamResponse`` have in common: all that is known once the head of a
/// response has arrived.
public protocol ResponseFacts: Sendable {
    /// Version, status, reason and headers, as received.
    var head: ResponseHead { get }
    /// The URL that gave this response, after redirects.
    var url: FetchURL { get }
    /// The request that this response answers.
    var request: RequestHead { get }
    /// The redirects and challenges that led here, oldest first, each with its body.
    var history: [Response] { get }
    /// The encoding that the text of the body is read in: the charset that the Content-Type names when it is known,
    /// else UTF-8.
    var encoding: String { get }

    /// Returns this response when its status is 2xx.
    ///
    /// - Throws: ``HTTPStatusError`` for every other status.
    @discardableResult
    func raiseForStatus() throws(HTTPStatusError) -> Self
}

extension ResponseFacts {
    /// The status code.
    public var statusCode: Int { head.status }

    /// The reason phrase without characters outside ASCII; for HTTP/2, which has none, the standard one of the status.
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

    /// The cookies that this response set, as far as httpx's rules accept them.
    public var cookies: CookieJar {
        let jar = CookieJar()
        jar.store(setCookie: headers.all("Set-Cookie"), from: url.cookieContext)
        return jar
    }

    /// The links of the `Link` header (RFC 8288) by their relation, or by their URL when they have none.
    public var links: [String: WebLink] { WebLink.parse(headers.all("Link")) }

    /// The charset that the Content-Type names, known or not, in lower case.
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
    /// Whether this is a redirect that can be followed.
    public var hasRedirectLocation: Bool { RedirectPolicy.isRedirect(head) }
}
