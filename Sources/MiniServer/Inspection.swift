import AIOHTTPWeb
import HTTPValues

extension MiniServer {
    /// Adds routes that report the request: `/get`, `/post`, `/anything`, `/headers` and the like.
    static func addInspection(to app: Web.Application) {
        app.get("/get") { .report(RequestReport($0).withoutBody) }
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            app.route(method, "/" + method.lowercased()) { try await RequestReport($0).withBody() }
        }
        let anything: Web.Handler = { try await RequestReport($0).withBody(method: true) }
        app.route("*", "/anything", anything)
        app.route("*", "/anything/{tail:.*}", anything)
        app.get("/headers") { .report(.object([RequestReport($0).headers])) }
        app.get("/ip") { .report(.object([RequestReport($0).origin])) }
        app.get("/user-agent") { request in
            .report(["user-agent": request.headers.first("User-Agent").map { .string($0) } ?? .null])
        }
    }
}
