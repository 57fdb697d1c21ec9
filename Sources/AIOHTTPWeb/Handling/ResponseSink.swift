import HTTPValues

/// Where the response to one request goes: an HTTP/1 connection or an HTTP/2 stream. Used on the event loop only.
///
/// What throws ``HeaderError`` has sent nothing then, so that another response can be sent instead.
protocol ResponseSink: AnyObject, Sendable {
    /// Whether the client takes what is sent.
    var isWritable: Bool { get }
    /// A handler waits for the request body, or has room for more of it.
    func requestBodyIsWanted()
    /// Sends a complete response.
    func send(_ response: Web.Response, body: Bytes) throws(HeaderError)
    /// Sends the head of a streamed response.
    /// - Returns: Whether a body is to follow; if not, the response is complete.
    func sendHead(_ response: Web.Response, length: Int?) throws(HeaderError) -> Bool
    /// Sends a piece of the body of a streamed response, or of the bytes of an upgraded connection.
    func sendBody(_ bytes: Bytes)
    /// Ends a streamed response, or an upgraded connection.
    func sendEnd(trailers: Headers)
    /// Sends a 101 and leaves HTTP.
    /// - Returns: What the client sends from now on; nil when the connection cannot be taken over.
    func upgrade(_ response: Web.Response) throws(HeaderError) -> InboundBytes<Web.UpgradedConnection.Failure>?
    /// Breaks the response off.
    func abort()
}
