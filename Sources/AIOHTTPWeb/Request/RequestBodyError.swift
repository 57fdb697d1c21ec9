extension Web {
    /// The reason a request body could not be read to its end.
    public enum RequestBodyError: Error, Hashable, CustomStringConvertible {
        /// The client has disconnected.
        case disconnected
        /// Nothing arrived for ``ServerConfiguration/bodyTimeout``. The response is a 408.
        case timedOut
        /// The framing of the body is broken. The response is a 400.
        case malformed
        /// The response has already been sent.
        case answered
        /// Two tasks read at the same time.
        case concurrentReaders

        public var description: String {
            switch self {
            case .disconnected: "the client has left before the request was complete"
            case .timedOut: "the client stopped sending the request"
            case .malformed: "the request body is malformed"
            case .answered: "the request has been answered"
            case .concurrentReaders: "two tasks read the same request body"
            }
        }
    }
}

extension Web.RequestBodyError: AnsweredError {
    var answer: Web.Response? {
        let status: Int
        switch self {
        case .timedOut: status = 408
        case .malformed: status = 400
        case .disconnected, .answered, .concurrentReaders: return nil
        }
        // The start of the next request is unknown.
        var response = Web.HTTPError(status).response
        response.closesConnection = true
        return response
    }
}
