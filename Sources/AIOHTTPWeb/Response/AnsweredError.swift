/// An error that has a response of its own when a handler throws it. All others become a 500.
protocol AnsweredError: Error {
    /// What the client gets; nil for a 500.
    var answer: Web.Response? { get }
}

extension Web.HTTPError: AnsweredError {
    var answer: Web.Response? { response }
}

extension Web.Response {
    /// What the client gets when a handler fails. It tells nothing about the reason.
    static var failure: Web.Response {
        var response = Web.HTTPError(500, text: "500 Internal Server Error").response
        response.closesConnection = true
        return response
    }
}
