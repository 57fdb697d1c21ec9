extension Web {
    /// Names a value that an application stores, for example a connection to a database.
    ///
    /// ```swift
    /// enum DatabaseKey: Web.AppKey { typealias Value = Database }
    ///
    /// app.onStartup { app[DatabaseKey.self] = try await Database.connect() }
    /// app.get("/users") { request in .json(try await request.app[DatabaseKey.self]?.users() ?? []) }
    /// ```
    public protocol AppKey {
        /// What is stored.
        associatedtype Value: Sendable
    }

    /// Names a value that a request carries from a middleware to its handler, for example the user.
    ///
    /// ```swift
    /// enum UserKey: Web.RequestKey { typealias Value = User }
    ///
    /// app.add { request, next in
    ///     request[UserKey.self] = try await user(of: request)
    ///     return try await next(request)
    /// }
    /// app.get("/me") { request in .text(request[UserKey.self]?.name ?? "nobody") }
    /// ```
    public protocol RequestKey {
        /// What is stored.
        associatedtype Value: Sendable
    }
}
