import HTTPValues

extension Web {
    /// An application: routes, middlewares, and hooks that run at startup and shutdown.
    ///
    /// ```swift
    /// let app = Web.Application()
    /// app.get("/") { _ in .text("hello") }
    /// app.post("/items/{id:[0-9]+}") { request in .json(try await request.json()) }
    /// app.get("/files/{path:.*}") { request in … }
    /// ```
    ///
    /// Paths are matched in decoded form. `{name}` matches one segment; `{name:regex}` matches the regular expression.
    /// A literal path takes precedence over patterns, and a longer fixed prefix over a shorter one. Among equals, the
    /// route that was added first wins. When a server starts, it freezes the application. Changing it after that is a
    /// programming error and traps, as does a path that is not a valid pattern.
    public final class Application: Sendable {
        /// A closure that runs when the server starts or stops.
        public typealias Hook = @Sendable () async throws -> Void

        private struct Definition {
            var routes: [Route] = []
            var middlewares: [Middleware]
            var startup: [Hook] = []
            var shutdown: [Hook] = []
            var cleanup: [Hook] = []
            var mounts: [(prefix: String, application: Application)] = []
            var isFrozen = false
        }

        private struct Route {
            let method: String
            let path: String
            let handler: Handler
        }

        /// The maximum size of a request body for ``Web/Request/read()`` and the like, in bytes; 0 for no limit.
        public let clientMaxSize: Int
        private let definition: Locked<Definition>
        private let storage = ApplicationStorage()

        /// Creates an application without routes.
        ///
        /// - Parameters:
        ///   - clientMaxSize: In bytes; 1 MiB by default, as in aiohttp. Streaming ``Web/Request/body`` is not limited.
        ///   - middlewares: The middlewares, outermost first.
        public init(clientMaxSize: Int = 1 << 20, middlewares: [Middleware] = []) {
            self.clientMaxSize = clientMaxSize
            definition = Locked(Definition(middlewares: middlewares))
        }

        /// The value stored for `key`. Set it before the server starts or in a startup hook. Handlers, including those
        /// of applications mounted in this one, read it from ``Request/app``.
        public subscript<Key: AppKey>(key: Key.Type) -> Key.Value? {
            get { storage[key] }
            set { storage[key] = newValue }
        }

        /// Adds a route for `method` and `path`; the method `*` matches any.
        public func route(_ method: String, _ path: String, _ handler: @escaping Handler) {
            change { $0.routes.append(Route(method: method, path: path, handler: handler)) }
        }

        /// Adds a middleware inside those already added.
        public func add(_ middleware: @escaping Middleware) {
            change { $0.middlewares.append(middleware) }
        }

        /// Serves paths below `prefix` with the routes of `application`, inside its middlewares and this application's.
        public func mount(_ prefix: String, _ application: Application) {
            precondition(prefix.hasPrefix("/") && prefix != "/", "a mount needs a prefix such as /api")
            change { $0.mounts.append((prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix, application)) }
        }

        /// Adds a hook that runs before the server accepts connections. If it throws, the server does not start.
        public func onStartup(_ hook: @escaping Hook) { change { $0.startup.append(hook) } }

        /// Adds a hook that runs when the server stops, before it waits for running handlers.
        public func onShutdown(_ hook: @escaping Hook) { change { $0.shutdown.append(hook) } }

        /// Adds a hook that runs after the server has stopped.
        public func onCleanup(_ hook: @escaping Hook) { change { $0.cleanup.append(hook) } }

        private func change(_ change: (inout sending Definition) -> Void) {
            definition.withLock { definition in
                precondition(!definition.isFrozen, "the application serves already and cannot be changed")
                change(&definition)
            }
        }
    }
}

extension Web.Application {
    /// Adds a GET route, and a HEAD route unless `allowHead` is false.
    public func get(_ path: String, allowHead: Bool = true, _ handler: @escaping Web.Handler) {
        route("GET", path, handler)
        if allowHead { route("HEAD", path, handler) }
    }

    /// Adds a HEAD route.
    public func head(_ path: String, _ handler: @escaping Web.Handler) { route("HEAD", path, handler) }
    /// Adds a POST route.
    public func post(_ path: String, _ handler: @escaping Web.Handler) { route("POST", path, handler) }
    /// Adds a PUT route.
    public func put(_ path: String, _ handler: @escaping Web.Handler) { route("PUT", path, handler) }
    /// Adds a PATCH route.
    public func patch(_ path: String, _ handler: @escaping Web.Handler) { route("PATCH", path, handler) }
    /// Adds a DELETE route.
    public func delete(_ path: String, _ handler: @escaping Web.Handler) { route("DELETE", path, handler) }
    /// Adds an OPTIONS route.
    public func options(_ path: String, _ handler: @escaping Web.Handler) { route("OPTIONS", path, handler) }
}

// MARK: - Starting and stopping

extension Web.Application {
    /// The phases in which hooks run.
    enum LifecyclePhase {
        case startup, shutdown, cleanup
    }

    /// Freezes the application and all applications mounted in it.
    func freeze() -> Responder {
        var resources: [Responder.Resource] = []
        var scopes: [Responder.Scope] = []
        collect(in: .init(prefix: "", middlewares: [], app: Web.AppValues()), &resources, &scopes)
        return Responder(resources, scopes: scopes, clientMaxSize: clientMaxSize == 0 ? .max : clientMaxSize)
    }

    /// Runs the hooks of a phase: first this application's, then those of mounted applications.
    func run(_ phase: LifecyclePhase) async throws {
        let (hooks, mounted) = definition.withLock { definition in
            let hooks =
                switch phase {
                case .startup: definition.startup
                case .shutdown: definition.shutdown
                case .cleanup: definition.cleanup
                }
            return (hooks, definition.mounts.map(\.application))
        }
        for hook in hooks { try await hook() }
        for application in mounted { try await application.run(phase) }
    }

    /// Collects the routes of this application, which is mounted in `outer`, and of the applications mounted in it.
    private func collect(
        in outer: Responder.Scope, _ resources: inout [Responder.Resource], _ scopes: inout [Responder.Scope]
    ) {
        let (routes, own, mounts) = definition.withLock { definition in
            definition.isFrozen = true
            return (definition.routes, definition.middlewares, definition.mounts)
        }
        let scope = Responder.Scope(
            prefix: outer.prefix, middlewares: outer.middlewares + own, app: outer.app.mounted(storage))
        scopes.append(scope)
        for route in routes {
            let text = scope.prefix + route.path
            let entry = (route.method, scope.endpoint(route.handler))
            if let known = resources.firstIndex(where: { $0.pattern.text == text }) {
                resources[known].endpoints.append(entry)
                continue
            }
            do {
                let pattern = try RoutePattern(text)
                resources.append(.init(pattern: pattern, isLiteral: pattern.isLiteral, endpoints: [entry]))
            } catch {
                // A route is written by the programmer, as the prefix of a mount is, and no request can reach this.
                preconditionFailure("\(error)")
            }
        }
        for mount in mounts {
            let inner = Responder.Scope(
                prefix: scope.prefix + mount.prefix, middlewares: scope.middlewares, app: scope.app)
            mount.application.collect(in: inner, &resources, &scopes)
        }
    }
}
