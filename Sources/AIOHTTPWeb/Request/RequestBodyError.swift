extension Web {
    /// Why a request body could not be read to its end.
    public enum RequestBodyError: Error, Hashable, CustomStringConvertible {
        /// The client has left.
        case disconnected
        /// Nothing arrived for ``ServerConfiguration/bodyTimeout``. Answered with 408.
        case timedOut
        /// The framing of the body is broken. Answered with 400.
        case malformed
        /// The request has been answered already.
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
        // Where the next request begins is not known.
        var response = Web.HTTPError(status).response
        response.closesConnection = true
        return response
    }
}
