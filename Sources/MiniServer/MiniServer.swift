public import AIOHTTPWeb
import HTTPValues

/// A small httpbin: a server whose responses show a client what it sent, and that misbehaves on request.
///
/// JSON bodies have httpbin's keys. Header names are in Title-Case, and repeated headers are joined with `,`. A
/// repeated query argument or form field becomes an array.
public enum MiniServer {
    /// Creates the application with all routes.
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
