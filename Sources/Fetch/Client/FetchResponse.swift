public import FoundationEssentials
public import HTTPValues

/// A response with its complete body, the same for both styles.
public struct FetchResponse: FetchResponseHead {
    package let fetched: FetchedResponse

    /// Creates the response that a client of Duet received.
    package init(_ fetched: FetchedResponse) {
        self.fetched = fetched
    }

    /// Creates a response, for a client of your own or a test.
    ///
    /// - Parameters:
    ///   - head: Version, status, reason and headers.
    ///   - body: The body, with its content coding undone.
    ///   - request: The request that the response answers.
    ///   - history: The responses that led to this one, oldest first.
    ///   - summary: What is known about the transfer.
    public init(
        _ head: ResponseHead, body: Bytes = Bytes(), to request: RequestHead, history: [FetchResponse] = [],
        summary: TransferSummary = TransferSummary()
    ) {
        let record = CallRecord(request: request, history: history.map(\.fetched), began: .now)
        fetched = FetchedResponse(CollectedResponse(head: head, body: body, summary: summary), decoded: body, record)
    }

    public var head: ResponseHead { fetched.head }
    public var url: FetchURL { fetched.url }
    public var request: RequestHead { fetched.request }
    public var history: [FetchResponse] { fetched.history.map(FetchResponse.init) }

    /// The body, with its content coding undone.
    public var body: Bytes { fetched.body }

    /// The body as text, in the charset of the `Content-Type` or else UTF-8. Invalid bytes become U+FFFD.
    public var text: String { body.text(in: headers.textEncoding) }

    /// The body parsed as JSON. The `Content-Type` is ignored.
    ///
    /// - Throws: `JSONError`.
    public var json: JSON {
        get throws(JSONError) { try JSON(parsing: body) }
    }

    /// Decodes a value from the JSON body.
    ///
    /// - Throws: `DecodingError`.
    public func json<Value: Decodable>(
        as type: Value.Type = Value.self, decoder: JSONDecoder = JSONDecoder()
    ) throws -> Value {
        try body.decodedJSON(type, by: decoder)
    }

    /// The time from the start of the call to the end of the body.
    public var elapsed: Duration { fetched.elapsed }

    /// What is known about the transfer: trailers, timings, sizes, the connection.
    public var summary: TransferSummary { fetched.summary }
}

extension FetchResponse: CustomStringConvertible {
    /// The status and the URL.
    public var description: String { "\(status) \(url)" }
}
