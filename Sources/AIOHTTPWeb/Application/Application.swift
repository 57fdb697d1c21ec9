import HTTPValues

extension Web {
    /// Routes, middlewares and what happens at start and stop.
    ///
    /// ```swift
    /// let app = Web.Application()
    /// app.get("/") { _ in .text("hello") }
    /// app.post("/items/{id:[0-9]+}") { request in .json(try await request.json()) }
    /// app.get("/files/{path:.*}") { request in … }
    /// ```
    ///
    /// A path is matched in its decoded form; `{name}` matches one segment, `{name:regex}` what the regular
    /// expression matches. A literal path goes before patterns, a longer fixed prefix before a shorter one; then the
    /// first that was added counts. When a server starts, the application is frozen: changing it later is a mistake
    /// of the program and traps, as does a path that cannot be a pattern.
    public final class Application: Sendable {
        /// Runs when the server starts or stops.
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

        /// How many bytes of a request body ``Web/Request/read()`` and its kin accept; 0 for no limit.
        public let clientMaxSize: Int
        private let definition: Locked<Definition>
        private let storage = ApplicationStorage()

        /// An application without routes.
        ///
        /// - Parameters:
        ///   - clientMaxSize: In bytes; 1 MiB as in aiohttp. Streaming ``Web/Request/body`` is not limited.
        ///   - middlewares: The first is the outermost.
        public init(clientMaxSize: Int = 1 << 20, middlewares: [Middleware] = []) {
            self.clientMaxSize = clientMaxSize
            definition = Locked(Definition(middlewares: middlewares))
        }

        /// The value that `key` names. Set it before the server starts or in a startup hook; handlers find it in
        /// ``Request/app``, also those of applications that are mounted in this one.
        public subscript<Key: AppKey>(key: Key.Type) -> Key.Value? {
            get { storage[key] }
            set { storage[key] = newValue }
        }

        /// Answers `method` on `path`; `*` is any method.
        public func route(_ method: String, _ path: String, _ handler: @escaping Handler) {
            change { $0.routes.append(Route(method: method, path: path, handler: handler)) }
        }

        /// Adds a middleware inside those that are there already.
        public func add(_ middleware: @escaping Middleware) {
            change { $0.middlewares.append(middleware) }
        }

        /// Answers all paths below `prefix` with the routes of `application`, inside its middlewares and these.
        public func mount(_ prefix: String, _ application: Application) {
            precondition(prefix.hasPrefix("/") && prefix != "/", "a mount needs a prefix such as /api")
            change { $0.mounts.append((prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix, application)) }
        }

        /// Runs before the server accepts connections. An error keeps it from starting.
        public func onStartup(_ hook: @escaping Hook) { change { $0.startup.append(hook) } }

        /// Runs when the server stops, before it waits for the handlers that are still at work.
        public func onShutdown(_ hook: @escaping Hook) { change { $0.shutdown.append(hook) } }

        /// Runs when the server has stopped.
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
    /// Answers GET, and HEAD unless `allowHead` is false.
    public func get(_ path: String, allowHead: Bool = true, _ handler: @escaping Web.Handler) {
        route("GET", path, handler)
        if allowHead { route("HEAD", path, handler) }
    }

    /// Answers HEAD.
    public func head(_ path: String, _ handler: @escaping Web.Handler) { route("HEAD", path, handler) }
    /// Answers POST.
    public func post(_ path: String, _ handler: @escaping Web.Handler) { route("POST", path, handler) }
    /// Answers PUT.
    public func put(_ path: String, _ handler: @escaping Web.Handler) { route("PUT", path, handler) }
    /// Answers PATCH.
    public func patch(_ path: String, _ handler: @escaping Web.Handler) { route("PATCH", path, handler) }
    /// Answers DELETE.
    public func delete(_ path: String, _ handler: @escaping Web.Handler) { route("DELETE", path, handler) }
    /// Answers OPTIONS.
    public func options(_ path: String, _ handler: @escaping Web.Handler) { route("OPTIONS", path, handler) }
}

// MARK: - Starting and stopping

extension Web.Application {
    /// When hooks run.
    enum LifecyclePhase {
        case startup, shutdown, cleanup
    }

    /// Freezes the application and everything mounted in it.
    func freeze() -> Responder {
        var resources: [Responder.Resource] = []
        var scopes: [Responder.Scope] = []
        collect(in: .init(prefix: "", middlewares: [], app: Web.AppValues()), &resources, &scopes)
        return Responder(resources, scopes: scopes, clientMaxSize: clientMaxSize == 0 ? .max : clientMaxSize)
    }

    /// Runs the hooks of a phase: this application's, then those of what is mounted in it.
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

    /// Adds the routes of this application, which is mounted in `outer`, and of those mounted in it.
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
