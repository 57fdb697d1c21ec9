extension Web {
    /// A key for a value stored by an application, for example a database connection.
    ///
    /// ```swift
    /// enum DatabaseKey: Web.AppKey { typealias Value = Database }
    ///
    /// app.onStartup { app[DatabaseKey.self] = try await Database.connect() }
    /// app.get("/users") { request in .json(try await request.app[DatabaseKey.self]?.users() ?? []) }
    /// ```
    public protocol AppKey {
        /// The type of the stored value.
        associatedtype Value: Sendable
    }

    /// A key for a value that a middleware attaches to a request for its handler, for example the user.
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
        /// The type of the stored value.
        associatedtype Value: Sendable
    }
}
