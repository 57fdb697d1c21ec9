public import HTTPValues

extension Web.Request {
    /// Creates a 101 response, after which the connection leaves HTTP and `handle` speaks the protocol `name` on it
    /// (RFC 9110 section 7.8). HTTP/1.1 only.
    ///
    /// ```swift
    /// app.get("/echo") { request in
    ///     try request.upgrade(to: "echo") { connection in
    ///         for try await bytes in connection.bytes { try await connection.write(bytes) }
    ///     }
    /// }
    /// ```
    /// The connection closes when `handle` returns. Its task is cancelled if the client disconnects and, after
    /// ``Web/ServerConfiguration/shutdownTimeout``, when the server stops.
    ///
    /// - Parameters:
    ///   - name: The protocol as in the request's `Upgrade` header, for example `websocket`.
    ///   - headers: Additional headers for the 101.
    ///   - handle: Speaks the protocol on the connection.
    /// - Throws: ``Web/UpgradeError`` if the client did not request it or the connection cannot be upgraded.
    public func upgrade(
        to name: String, headers: Headers = Headers(),
        _ handle: @escaping @Sendable (Web.UpgradedConnection) async throws -> Void
    ) throws(Web.UpgradeError) -> Web.Response {
        guard version == .http11 else { throw .unsupportedVersion }
        guard lists("upgrade", in: "Connection"), lists(name, in: "Upgrade") else {
            throw .notRequested(protocol: name)
        }
        guard body.isComplete else { throw .unreadBody }
        var response = Web.Response(status: 101, headers: headers)
        response.headers["Upgrade"] = name
        response.upgrade = handle
        return response
    }

    private func lists(_ token: String, in name: String) -> Bool {
        headers.all(name).contains { $0.listTokens.contains { $0.equalsIgnoringASCIICase(token) } }
    }
}

extension Web.UpgradeError: AnsweredError {
    var answer: Web.Response? {
        switch self {
        case .notRequested(let name): Web.HTTPError(426, headers: ["Upgrade": name]).response
        case .unsupportedVersion, .unreadBody: Web.HTTPError(400, text: "400: \(description)").response
        }
    }
}
