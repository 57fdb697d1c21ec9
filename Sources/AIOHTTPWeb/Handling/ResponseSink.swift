import HTTPValues

/// The wire under one exchange: an HTTP/1 connection or an HTTP/2 stream. Used on the event loop only.
protocol ResponseSink: AnyObject, Sendable {
    /// Whether the client takes what is sent.
    var isWritable: Bool { get }
    /// A handler waits for the request body, or has room for more of it.
    func requestBodyIsWanted()
    /// Sends a complete response.
    func send(_ response: Web.Response, body: Bytes)
    /// Sends the head of a streamed response.
    /// - Returns: Whether a body is to follow; if not, the response is complete.
    func sendHead(_ response: Web.Response, length: Int?) -> Bool
    func sendBody(_ bytes: Bytes)
    func sendEnd(trailers: Headers)
    /// Breaks the response off.
    func abort()
}
