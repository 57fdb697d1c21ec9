import AIOHTTPWeb
import HTTPValues

extension MiniServer {
    /// Adds `/status/{n}` and `/delay/{s}`.
    static func addStatus(to app: Web.Application) {
        app.route("*", "/status/{code}") { request in
            guard let code = request.match["code"].flatMap({ Int($0) }), (200...999).contains(code) else {
                throw Web.HTTPError.badRequest
            }
            var response = Web.Response.empty(status: code)
            if (300..<400).contains(code) { response.headers.add(name: "Location", value: "/redirect/1") }
            if code == 401 { response.headers.add(name: "WWW-Authenticate", value: "Basic realm=\"Fake Realm\"") }
            return response
        }
        app.route("*", "/delay/{seconds}") { request in
            guard let seconds = request.match["seconds"].flatMap({ Double($0) }), seconds.isFinite, seconds >= 0 else {
                throw Web.HTTPError.badRequest
            }
            try await Task.sleep(for: .seconds(min(seconds, 10)))
            return try await RequestReport(request).withBody()
        }
    }
}
