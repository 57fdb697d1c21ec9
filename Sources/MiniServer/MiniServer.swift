public import AIOHTTPWeb
import HTTPValues

/// A small httpbin: a server whose answers show a client what it sent, and that misbehaves on request.
///
/// JSON bodies have httpbin's keys. Header names in them are in Title-Case, repeated ones joined with `,`; a repeated
/// query argument or form field is an array.
public enum MiniServer {
    /// The application with all routes.
    public static func application() -> Web.Application {
        let app = Web.Application(clientMaxSize: 128 << 20)
        addInspection(to: app)
        addEcho(to: app)
        addStatus(to: app)
        addCookies(to: app)
        addRedirects(to: app)
        addAuthentication(to: app)
        addEncodings(to: app)
        addStreams(to: app)
        return app
    }
}
