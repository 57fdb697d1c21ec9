public import HTTPValues

/// Gives requests their credentials, and answers challenges.
///
/// Sans I/O: a value that sees requests before they are sent and responses as they come. The same one serves the
/// blocking and the asynchronous clients.
public protocol Authentication: Sendable {
    /// Puts credentials on a request that is about to be sent.
    func authorize(_ request: inout RequestHead)

    /// Answers `response`: changes `request` and returns true to have it sent once more.
    func answer(_ response: ResponseHead, _ request: inout RequestHead) -> Bool
}

extension Authentication {
    public func answer(_ response: ResponseHead, _ request: inout RequestHead) -> Bool { false }
}

/// An authentication in a box: mostly there is none, and seeing that must not take a copy of one.
typealias Credentials = Boxed<any Authentication>

/// Name and password (RFC 7617), as UTF-8.
public struct BasicAuthentication: Authentication, Hashable {
    /// The value of the `Authorization` field.
    private let value: String

    /// A name, which must not contain a colon, and a password.
    public init(username: String, password: String) {
        value = "Basic " + Base64.encode(Bytes("\(username):\(password)"))
    }

    public func authorize(_ request: inout RequestHead) {
        request.headers["Authorization"] = value
    }
}

/// A bearer token (RFC 6750).
public struct BearerAuthentication: Authentication, Hashable {
    private let value: String

    /// A token.
    public init(token: String) {
        value = "Bearer " + token
    }

    public func authorize(_ request: inout RequestHead) {
        request.headers["Authorization"] = value
    }
}

/// Any function over the request.
public struct FunctionAuthentication: Authentication {
    private let change: @Sendable (inout RequestHead) -> Void

    /// Calls `change` before each sending.
    public init(_ change: @escaping @Sendable (inout RequestHead) -> Void) {
        self.change = change
    }

    public func authorize(_ request: inout RequestHead) {
        change(&request)
    }
}
