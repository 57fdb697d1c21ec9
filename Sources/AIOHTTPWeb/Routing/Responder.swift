import HTTPValues

/// The routes of a frozen application, indexed for lookup. Handlers are already wrapped in their middlewares.
final class Responder: Sendable {
    /// A handler and the values stored by its application.
    struct Endpoint: Sendable {
        let handler: Web.Handler
        let app: Web.AppValues
    }

    /// All routes of a path.
    struct Resource: Sendable {
        let pattern: RoutePattern
        let isLiteral: Bool
        var endpoints: [(method: String, endpoint: Endpoint)] = []

        func endpoint(for method: String) -> Endpoint? {
            for entry in endpoints where entry.method == method || entry.method == "*" { return entry.endpoint }
            return nil
        }
    }

    /// An application. Its middlewares also see requests for unknown paths below its prefix.
    struct Scope: Sendable {
        let prefix: String
        let middlewares: [Web.Middleware]
        let app: Web.AppValues

        /// Returns an endpoint for a handler of this application.
        func endpoint(_ handler: @escaping Web.Handler) -> Endpoint {
            Endpoint(handler: Responder.compose(middlewares, handler), app: app)
        }

        fileprivate func contains(_ path: String) -> Bool {
            prefix.isEmpty || path == prefix || path.hasPrefix(prefix + "/")
        }
    }

    private let index: [String: [Resource]]
    /// Sorted from the longest prefix to the shortest.
    private let scopes: [Scope]
    private let clientMaxSize: Int

    init(_ resources: [Resource], scopes: [Scope], clientMaxSize: Int) {
        index = Dictionary(grouping: resources, by: \.pattern.fixedPrefix)
        self.scopes = scopes.sorted { $0.prefix.utf8.count > $1.prefix.utf8.count }
        self.clientMaxSize = clientMaxSize
    }

    /// Creates the request, and returns it with its handler.
    func route(
        _ head: ReceivedRequestHead, _ acceptance: RequestAcceptance, body: Web.RequestBody, connection: ConnectionInfo
    ) -> (Web.Request, Web.Handler) {
        let (endpoint, match) = find(head.method, RoutePattern.canonical(acceptance.target.path))
        let request = Web.Request(
            head, acceptance, match: match, body: body, clientMaxSize: clientMaxSize, connection: connection,
            app: endpoint.app)
        return (request, endpoint.handler)
    }

    /// Finds the endpoint: a literal path first, then patterns from the longest fixed prefix to the shortest, in the
    /// order in which they were added.
    private func find(_ method: String, _ path: String) -> (Endpoint, Web.Match) {
        var allowed: Set<String> = []
        var key = path
        while true {
            for resource in index[key] ?? [] {
                guard let match = resource.isLiteral ? (key == path ? Web.Match() : nil) : resource.pattern.match(path)
                else { continue }
                if let endpoint = resource.endpoint(for: method) { return (endpoint, match) }
                allowed.formUnion(resource.endpoints.map(\.method))
            }
            guard key != "/", let slash = key.utf8.lastIndex(of: 0x2F) else { break }
            key = slash == key.startIndex ? "/" : String(key[..<slash])
        }
        let error: Web.HTTPError = allowed.isEmpty ? .notFound : .methodNotAllowed(allowed.sorted())
        let refusal: Web.Handler = { _ in throw error }
        let endpoint = scopes.first { $0.contains(path) }?.endpoint(refusal)
        return (endpoint ?? Endpoint(handler: refusal, app: Web.AppValues()), Web.Match())
    }

    /// Wraps the handler in its middlewares, the first outermost.
    private static func compose(_ middlewares: [Web.Middleware], _ handler: @escaping Web.Handler) -> Web.Handler {
        middlewares.reversed().reduce(handler) { next, middleware in
            { request in try await middleware(request, next) }
        }
    }
}
