public import Fetch
public import FoundationEssentials
public import HTTPValues

/// A response with its complete body.
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

    /// The body, decoded according to its `Content-Encoding`.
    public var content: Bytes { fetched.body }

    /// The encoding used to decode ``text``: the one passed to ``decoded(as:)``, otherwise the charset of the
    /// `Content-Type` if it is known, otherwise UTF-8.
    public var encoding: String { explicitEncoding ?? headers.textEncoding.lowercased() }

    /// The body as text. Bytes that are invalid in ``encoding`` are replaced with U+FFFD.
    public var text: String { content.text(in: encoding) }

    /// Returns the same response with its text decoded in another encoding.
    public func decoded(as encoding: String) -> Response {
        Response(fetched, encoding: encoding)
    }

    /// The body parsed as JSON in UTF-8, UTF-16 or UTF-32. The `Content-Type` is ignored.
    ///
    /// - Throws: `JSONError`, which includes the position of the error.
    public var json: JSON {
        get throws(JSONError) { try JSON(parsing: content) }
    }

    /// Decodes a value from the JSON body.
    ///
    /// - Throws: `DecodingError`.
    public func json<Value: Decodable>(as type: Value.Type = Value.self, decoder: JSONDecoder = JSONDecoder()) throws
        -> Value
    {
        try content.decodedJSON(type, by: decoder)
    }

    // MARK: Exchange

    /// The time from the start of the call to the end of the body.
    public var elapsed: Duration { fetched.elapsed }

    /// The size of the body as received, before decoding, in bytes.
    public var numBytesDownloaded: Int { fetched.summary.receivedBytes }

    /// The trailers that followed the body. httpx does not expose them.
    public var trailers: Headers { fetched.summary.trailers }

    /// How long each part of the exchange took. httpx does not expose this.
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
