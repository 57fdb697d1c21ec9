import Fetch
import HTTPValues

/// A response whose status is not 2xx, thrown by ``ResponseFacts/raiseForStatus()``.
public struct HTTPStatusError: Error, Sendable, CustomStringConvertible {
    /// The response. That of a stream has no body: it can still be read from the stream.
    public let response: Response

    init(response: Response) {
        self.response = response
    }

    /// The error of a response whose body is still to be read.
    init(_ streamed: StreamedResponse) {
        response = Response(streamed.collected(Bytes()))
    }

    /// The sentence of httpx, with passwords hidden.
    public var description: String {
        let what =
            switch response.statusCode {
            case 100..<200: "Informational response"
            case 300..<400: "Redirect response"
            case 400..<500: "Client error"
            case 500..<600: "Server error"
            default: "Invalid status code"
            }
        let status = "\(response.statusCode) \(response.reasonPhrase)"
        let location =
            response.hasRedirectLocation ? "\nRedirect location: '\(response.headers["Location"] ?? "")'" : ""
        return "\(what) '\(status)' for url '\(response.url)'\(location)\n"
            + "For more information check: https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/\(response.statusCode)"
    }
}
