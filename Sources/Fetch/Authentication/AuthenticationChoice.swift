/// Whose credentials a request carries.
public enum AuthenticationChoice: Sendable {
    /// The client's.
    case inherited
    /// Nobody's, but those in the URL.
    case none
    /// These.
    case use(any Authentication)

    /// Name and password (RFC 7617).
    public static func basic(_ username: String, _ password: String) -> AuthenticationChoice {
        .use(BasicAuthentication(username: username, password: password))
    }

    /// A bearer token (RFC 6750).
    public static func bearer(_ token: String) -> AuthenticationChoice {
        .use(BearerAuthentication(token: token))
    }
}
