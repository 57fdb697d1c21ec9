import AIOHTTPWeb
import HTTPValues

extension MiniServer {
    /// Adds `/cookies`, and the routes that set and delete cookies.
    static func addCookies(to app: Web.Application) {
        app.get("/cookies") { request in
            let cookies = request.cookies.sorted { $0.key < $1.key }
            return .report(["cookies": .object(cookies.map { .init($0.key, .string($0.value)) })])
        }
        app.get("/cookies/set") { request in
            toCookies { response in
                for pair in request.query.pairs { response.setCookie(pair.name, pair.value) }
            }
        }
        app.get("/cookies/set/{name}/{value}") { request in
            toCookies { $0.setCookie(request.match["name"] ?? "", request.match["value"] ?? "") }
        }
        app.get("/cookies/delete") { request in
            toCookies { response in
                for pair in request.query.pairs { response.deleteCookie(pair.name) }
            }
        }
    }

    private static func toCookies(_ change: (inout Web.Response) -> Void) -> Web.Response {
        var response = Web.Response.redirect(to: "/cookies")
        change(&response)
        return response
    }
}
