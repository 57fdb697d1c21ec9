import HTTPValues

/// The routes of a frozen application, ready to be looked up. Handlers carry their middlewares already.
final class Responder: Sendable {
    /// All routes of one path.
    struct Resource: Sendable {
        let pattern: RoutePattern
        let isLiteral: Bool
        var handlers: [(method: String, handler: Web.Handler)] = []

        func handler(for method: String) -> Web.Handler? {
            for entry in handlers where entry.method == method || entry.method == "*" { return entry.handler }
            return nil
        }
    }

    /// Middlewares that also see requests for unknown paths below a prefix.
    struct Scope: Sendable {
        let prefix: String
        let middlewares: [Web.Middleware]
    }

    private let index: [String: [Resource]]
    /// From the longest prefix to the shortest.
    private let scopes: [Scope]
    private let clientMaxSize: Int

    init(_ resources: [Resource], scopes: [Scope], clientMaxSize: Int) {
        index = Dictionary(grouping: resources, by: \.pattern.fixedPrefix)
        self.scopes = scopes.sorted { $0.prefix.utf8.count > $1.prefix.utf8.count }
        self.clientMaxSize = clientMaxSize
    }

    /// The request for the handler, and the handler that is to answer it.
    func route(
        _ head: RequestHead, host: String?, body: Web.RequestBody, connection: ConnectionInfo
    ) -> (Web.Request, Web.Handler) {
        let target = RequestTarget(head.target)
        let path = RoutePattern.canonical(target.path)
        let (handler, match) = find(head.method, path)
        let request = Web.Request(
            head, target: target, host: host, match: match, body: body, clientMaxSize: clientMaxSize,
            connection: connection)
        return (request, handler)
    }

    /// A literal path goes first, then patterns from the longest fixed prefix to the shortest, in the order in which
    /// they were added.
    private func find(_ method: String, _ path: String) -> (Web.Handler, Web.Match) {
        var allowed: Set<String> = []
        var key = path
        while true {
            for resource in index[key] ?? [] {
                guard let match = resource.isLiteral ? (key == path ? Web.Match() : nil) : resource.pattern.match(path)
                else { continue }
                if let handler = resource.handler(for: method) { return (handler, match) }
                allowed.formUnion(resource.handlers.map(\.method))
            }
            guard key != "/", let slash = key.utf8.lastIndex(of: 0x2F) else { break }
            key = slash == key.startIndex ? "/" : String(key[..<slash])
        }
        let error: Web.HTTPError = allowed.isEmpty ? .notFound : .methodNotAllowed(allowed.sorted())
        let scope = scopes.first { path == $0.prefix || path.hasPrefix($0.prefix + "/") || $0.prefix.isEmpty }
        return (Self.compose(scope?.middlewares ?? []) { _ in throw error }, Web.Match())
    }

    /// The handler inside its middlewares, of which the first is the outermost.
    static func compose(_ middlewares: [Web.Middleware], _ handler: @escaping Web.Handler) -> Web.Handler {
        middlewares.reversed().reduce(handler) { next, middleware in
            { request in try await middleware(request, next) }
        }
    }
}
