public import FoundationEssentials
public import HTTPValues

/// A response with all of its body.
public struct Response: Sendable {
    let fetched: FetchedResponse
    private let explicitEncoding: String?

    init(_ fetched: FetchedResponse, encoding: String? = nil) {
        self.fetched = fetched
        explicitEncoding = encoding
    }

    // MARK: Head

    /// The status code.
    public var statusCode: Int { fetched.head.status }

    /// The reason phrase: the server's without what is not ASCII, or the standard one for HTTP/2, which has none.
    public var reasonPhrase: String { fetched.head.reasonPhrase }

    /// `HTTP/1.0`, `HTTP/1.1` or `HTTP/2`.
    public var httpVersion: String { fetched.head.version }

    /// The fields, as received.
    public var headers: Headers { fetched.head.headers }

    /// The URL that gave this response, after redirects.
    public var url: FetchURL { fetched.url }

    /// The request that this response answers.
    public var request: RequestHead { fetched.request }

    /// The redirects and challenges that led here, oldest first, each with its body.
    public var history: [Response] { fetched.history.map { Response($0) } }

    /// The links of the `Link` field (RFC 8288) by their relation, or by their URL when they have none.
    public var links: [String: WebLink] { WebLink.parse(headers.all("Link")) }

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
    public var hasRedirectLocation: Bool { RedirectPolicy.isRedirect(fetched.head) }

    // MARK: Body

    /// The body with its content coding undone.
    public var content: Bytes { fetched.body }

    /// The charset that the Content-Type names, known or not, in small letters.
    public var charsetEncoding: String? {
        MediaType(parsing: headers.first("Content-Type") ?? "").charset?.lowercased()
    }

    /// The encoding that ``text`` is read in: the given one, that of the Content-Type when it is known, else UTF-8.
    public var encoding: String {
        explicitEncoding ?? charsetEncoding.flatMap { Charset.named($0) == nil ? nil : $0 } ?? "utf-8"
    }

    /// The body as text; what is not valid in ``encoding`` becomes U+FFFD.
    public var text: String {
        let charset = Charset.named(encoding) ?? .utf8
        return (try? charset.decode(content, errors: .replace)) ?? content.utf8Text
    }

    /// The same response read in another encoding.
    public func decoded(as encoding: String) -> Response {
        Response(fetched, encoding: encoding)
    }

    /// The body as JSON, whatever the Content-Type says; UTF-8, UTF-16 or UTF-32.
    ///
    /// - Throws: ``JSONError`` with the place of the error.
    public var json: JSON {
        get throws(JSONError) { try JSON(parsing: content) }
    }

    /// The body as a value of yours.
    ///
    /// - Throws: `DecodingError`.
    public func json<Value: Decodable>(as type: Value.Type, decoder: JSONDecoder = JSONDecoder()) throws -> Value {
        try decoder.decode(type, from: content.withUnsafeBytes { Data($0) })
    }

    // MARK: Exchange

    /// From the call to the end of the body.
    public var elapsed: Duration { fetched.elapsed }

    /// Bytes of the body as received, before content decoding.
    public var numBytesDownloaded: Int { fetched.summary.receivedBytes }

    /// The fields behind the body, which httpx does not show.
    public var trailers: Headers { fetched.summary.trailers }

    /// How long each part of the exchange took, which httpx does not show.
    public var timings: Timings { fetched.summary.timings }

    /// Returns this response when its status is 2xx.
    ///
    /// - Throws: ``HTTPStatusError`` for every other status.
    @discardableResult
    public func raiseForStatus() throws(HTTPStatusError) -> Response {
        guard isSuccess else { throw HTTPStatusError(response: self) }
        return self
    }
}

extension Response: CustomStringConvertible {
    public var description: String { "<Response [\(statusCode) \(reasonPhrase)]>" }
}

extension ResponseHead {
    /// The reason as httpx gives it.
    var reasonPhrase: String {
        guard reason.isEmpty, version == "HTTP/2" else { return String(reason.unicodeScalars.filter(\.isASCII)) }
        return ReasonPhrase.text(for: status)
    }
}
