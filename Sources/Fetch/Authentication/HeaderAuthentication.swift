public import HTTPValues

/// An authentication that only sets headers, such as a password, token or API key.
public protocol HeaderAuthentication: Authentication {
    /// Adds credentials to a request that is about to be sent.
    func authorize(_ request: inout RequestHead)
}

extension HeaderAuthentication {
    public func makeFlow() -> any AuthenticationFlow { HeaderFlow(self) }
}

private final class HeaderFlow: AuthenticationFlow {
    private let authentication: any HeaderAuthentication

    init(_ authentication: any HeaderAuthentication) {
        self.authentication = authentication
    }

    func authorize(_ request: inout RequestHead, body: Bytes?) -> AuthenticationRequest? {
        authentication.authorize(&request)
        return nil
    }
}

/// A user name and password (RFC 7617), sent as UTF-8.
package struct BasicAuthentication: HeaderAuthentication, Hashable {
    /// The value of the `Authorization` header.
    package let value: String

    /// Creates credentials. The user name must not contain a colon.
    package init(username: String, password: String) {
        value = "Basic " + Base64.encode(Bytes("\(username):\(password)"))
    }

    package func authorize(_ request: inout RequestHead) {
        request.headers["Authorization"] = value
    }
}

/// A bearer token (RFC 6750).
package struct BearerAuthentication: HeaderAuthentication, Hashable {
    private let value: String

    /// Creates credentials from a token.
    package init(token: String) {
        value = "Bearer " + token
    }

    package func authorize(_ request: inout RequestHead) {
        request.headers["Authorization"] = value
    }
}

/// A function that adds credentials to each request.
package struct FunctionAuthentication: HeaderAuthentication {
    private let change: @Sendable (inout RequestHead) -> Void

    /// Creates an authentication that calls `change` before each attempt.
    package init(_ change: @escaping @Sendable (inout RequestHead) -> Void) {
        self.change = change
    }

    package func authorize(_ request: inout RequestHead) {
        change(&request)
    }
}
