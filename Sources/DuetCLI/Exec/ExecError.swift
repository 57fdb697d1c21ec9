import AIOHTTPClient
import Fetch
import HTTPValues
import HTTPX

/// A failure under its name in the mirrored Python library.
struct ExecError: Error {
    var kind: String
    var message: String

    init(kind: String, message: String) {
        self.kind = kind
        self.message = message
    }

    init(_ error: any Error) {
        switch error {
        case let error as ExecError: self = error
        case let error as RequestError: self.init(kind: error.kind.rawValue, message: error.message)
        case let error as HTTPStatusError: self.init(kind: "HTTPStatusError", message: error.description)
        case let error as ClientError: self.init(kind: error.kind.rawValue, message: error.message)
        case let error as InvalidURL: self.init(kind: "InvalidURL", message: error.description)
        case is CancellationError: self.init(kind: "CancelledError", message: "The request was cancelled")
        default: self.init(kind: "ValueError", message: "\(error)")
        }
    }
}
