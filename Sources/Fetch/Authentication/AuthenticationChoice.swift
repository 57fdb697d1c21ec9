public import HTTPValues

/// The credentials sent with a request.
public enum AuthenticationChoice: Sendable {
    /// The client's credentials.
    case inherited
    /// Only those in the URL, if any.
    case none
    /// A custom authentication.
    case use(any Authentication)

    /// A user name and password (RFC 7617), sent as UTF-8. The name must not contain a colon.
    public static func basic(_ username: String, _ password: String) -> AuthenticationChoice {
        .use(BasicAuthentication(username: username, password: password))
    }

    /// A bearer token (RFC 6750).
    public static func bearer(_ token: String) -> AuthenticationChoice {
        .use(BearerAuthentication(token: token))
    }

    /// A function that adds credentials to each request before it is sent, like a callable `auth` in httpx.
    public static func custom(_ authorize: @escaping @Sendable (inout RequestHead) -> Void) -> AuthenticationChoice {
        .use(FunctionAuthentication(authorize))
    }
}
