import HTTPValues

/// The destination of a response: an HTTP/1 connection or an HTTP/2 stream. Used on the event loop only.
///
/// A method that throws ``HeaderError`` has sent nothing, so another response can be sent instead.
protocol ResponseSink: AnyObject, Sendable {
    /// Whether the client is accepting data.
    var isWritable: Bool { get }
    /// Reads more of the request body, because a handler waits for it or has room again.
    func requestBodyIsWanted()
    /// Sends a complete response.
    func send(_ response: Web.Response, body: Bytes) throws(HeaderError)
    /// Sends the head of a streamed response.
    /// - Returns: Whether a body must follow. If not, the response is complete.
    func sendHead(_ response: Web.Response, length: Int?) throws(HeaderError) -> Bool
    /// Sends a chunk of the body of a streamed response, or bytes of an upgraded connection.
    func sendBody(_ bytes: Bytes)
    /// Ends a streamed response, or an upgraded connection.
    func sendEnd(trailers: Headers)
    /// Sends a 101 and leaves HTTP.
    /// - Returns: The bytes that the client sends from now on; nil if the connection cannot be upgraded.
    func upgrade(_ response: Web.Response) throws(HeaderError) -> InboundBytes<Web.UpgradedConnection.Failure>?
    /// Aborts the response.
    func abort()
}
