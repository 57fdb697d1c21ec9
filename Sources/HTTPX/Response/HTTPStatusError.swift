public import Fetch
public import FoundationEssentials
import HTTPValues

/// The error thrown by ``ResponseFacts/raiseForStatus()`` for a response whose status is not 2xx.
public struct HTTPStatusError: Error, Sendable, CustomStringConvertible {
    /// The response. For a streamed response the body is empty and can still be read from the stream.
    public let response: Response

    init(response: Response) {
        self.response = response
    }

    /// Creates the error for a response whose body has not been read.
    init(_ streamed: StreamedResponse) {
        response = Response(streamed.collected(Bytes()))
    }

    /// The same message as in httpx, with passwords hidden.
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

extension HTTPStatusError: LocalizedError {
    /// The description, for Foundation's `localizedDescription`.
    public var errorDescription: String? { description }
}

extension HTTPStatusError: FetchFailure {
    /// The failure in the terms that both styles share.
    public var failure: FetchError {
        FetchError(.status(response.statusCode), description, url: response.url.description)
    }
}
