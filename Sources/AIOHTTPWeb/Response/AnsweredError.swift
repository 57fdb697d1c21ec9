/// An error that may have its own response when a handler throws it. All other errors become a 500.
protocol AnsweredError: Error {
    /// The response to send; nil for a 500.
    var answer: Web.Response? { get }
}

extension Web.HTTPError: AnsweredError {
    var answer: Web.Response? { response }
}

extension Web.Response {
    /// The response to a failed handler. It does not reveal the reason.
    static var failure: Web.Response {
        var response = Web.HTTPError(500, text: "500 Internal Server Error").response
        response.closesConnection = true
        return response
    }
}
