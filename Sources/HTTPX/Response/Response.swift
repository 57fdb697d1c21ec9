public import Fetch
public import FoundationEssentials
public import HTTPValues

/// A response with its whole body.
public struct Response: ResponseFacts {
    let fetched: FetchedResponse
    private let explicitEncoding: String?

    init(_ fetched: FetchedResponse, encoding: String? = nil) {
        self.fetched = fetched
        explicitEncoding = encoding
    }

    public var head: ResponseHead { fetched.head }
    public var url: FetchURL { fetched.url }
    public var request: RequestHead { fetched.request }
    public var history: [Response] { fetched.history.map { Response($0) } }

    // MARK: Body

    /// The body, decoded by its Content-Encoding.
    public var content: Bytes { fetched.body }

    /// The encoding that ``text`` is read in: the one given to ``decoded(as:)``, that of the Content-Type when it is
    /// known, else UTF-8.
    public var encoding: String { explicitEncoding ?? headers.textEncoding.lowercased() }

    /// The body as text; what is not valid in ``encoding`` becomes U+FFFD.
    public var text: String {
        let charset = Charset.named(encoding) ?? .utf8
        return (try? charset.decode(content, errors: .replace)) ?? content.utf8Text
    }

    /// Returns the same response, with its text read in another encoding.
    public func decoded(as encoding: String) -> Response {
        Response(fetched, encoding: encoding)
    }

    /// The body as JSON, whatever the Content-Type says; UTF-8, UTF-16 or UTF-32.
    ///
    /// - Throws: ``JSONError``, which says where the error is.
    public var json: JSON {
        get throws(JSONError) { try JSON(parsing: content) }
    }

    /// Decodes the body, which is JSON.
    ///
    /// - Throws: `DecodingError`.
    public func json<Value: Decodable>(as type: Value.Type = Value.self, decoder: JSONDecoder = JSONDecoder()) throws
        -> Value
    {
        try decoder.decode(type, from: content.withUnsafeBytes { Data($0) })
    }

    // MARK: Exchange

    /// The time from the call to the end of the body.
    public var elapsed: Duration { fetched.elapsed }

    /// The size of the body as received, before it was decoded.
    public var numBytesDownloaded: Int { fetched.summary.receivedBytes }

    /// The trailers that followed the body, which httpx does not show.
    public var trailers: Headers { fetched.summary.trailers }

    /// How long each part of the exchange took, which httpx does not show.
    public var timings: Timings { fetched.summary.timings }

    @discardableResult
    public func raiseForStatus() throws(HTTPStatusError) -> Response {
        guard isSuccess else { throw HTTPStatusError(response: self) }
        return self
    }
}

extension Response: CustomStringConvertible {
    public var description: String { "<Response [\(statusCode) \(reasonPhrase)]>" }
}
