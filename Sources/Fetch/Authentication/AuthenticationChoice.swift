public import HTTPValues

/// The credentials that a request carries.
public enum AuthenticationChoice: Sendable {
    /// Those of the client.
    case inherited
    /// None but those in the URL.
    case none
    /// Those of an authentication of your own.
    case use(any Authentication)

    /// A user name and password (RFC 7617), sent as UTF-8. The name must not contain a colon.
    public static func basic(_ username: String, _ password: String) -> AuthenticationChoice {
        .use(BasicAuthentication(username: username, password: password))
    }

    /// A bearer token (RFC 6750).
    public static func bearer(_ token: String) -> AuthenticationChoice {
        .use(BearerAuthentication(token: token))
    }

    /// A function that puts credentials on each request before it is sent, as a callable `auth` of httpx does.
    public static func custom(_ authorize: @escaping @Sendable (inout RequestHead) -> Void) -> AuthenticationChoice {
        .use(FunctionAuthentication(authorize))
    }
}
