import AIOHTTPWeb
import HTTPValues

extension MiniServer {
    /// Adds chains of redirects that end at `/get`, and `/redirect-to`.
    static func addRedirects(to app: Web.Application) {
        for kind in ["redirect", "relative-redirect"] {
            app.get("/\(kind)/{count:[0-9]+}") { request in
                .redirect(to: try step("relative-redirect", request))
            }
        }
        app.get("/absolute-redirect/{count:[0-9]+}") { request in
            .redirect(to: "\(request.scheme)://\(request.host)\(try step("absolute-redirect", request))")
        }
        app.route("*", "/redirect-to") { request in
            guard let url = request.query.first("url") else { throw Web.HTTPError.badRequest }
            let status = request.query.first("status_code").flatMap { Int($0) } ?? 302
            return .redirect(to: url, status: (300..<400).contains(status) ? status : 302)
        }
    }

    private static func step(_ kind: String, _ request: Web.Request) throws -> String {
        guard let count = request.match["count"].flatMap({ Int($0) }), count > 0 else { throw Web.HTTPError.badRequest }
        return count == 1 ? "/get" : "/\(kind)/\(count - 1)"
    }
}
