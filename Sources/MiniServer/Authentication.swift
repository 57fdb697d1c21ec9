import AIOHTTPWeb
import HTTPValues

extension MiniServer {
    /// Adds `/basic-auth` and `/bearer`.
    static func addAuthentication(to app: Web.Application) {
        app.get("/basic-auth/{user}/{password}") { request in
            let user = request.match["user"] ?? ""
            let expected = "\(user):\(request.match["password"] ?? "")"
            guard credentials(of: request, scheme: "Basic").flatMap({ Base64.decode($0) }) == Bytes(expected) else {
                throw Web.HTTPError.unauthorized("Basic realm=\"Fake Realm\"")
            }
            return .report(["authenticated": true, "user": .string(user)])
        }
        app.get("/bearer") { request in
            guard let token = credentials(of: request, scheme: "Bearer"), !token.isEmpty else {
                throw Web.HTTPError.unauthorized("Bearer")
            }
            return .report(["authenticated": true, "token": .string(token)])
        }
    }

    private static func credentials(of request: Web.Request, scheme: String) -> String? {
        guard let field = request.headers.first("Authorization") else { return nil }
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, String(parts[0]).equalsIgnoringASCIICase(scheme) else { return nil }
        return String(parts[1])
    }
}
