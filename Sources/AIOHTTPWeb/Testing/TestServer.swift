import HTTPValues

/// A server for tests that listens on a free loopback port for the duration of a scope.
///
/// ```swift
/// try await TestServer.with(app) { server in
///     let url = server.baseURL + "/hello"
///     …
/// }
/// ```
public final class TestServer: Sendable {
    private let server: Web.Server
    /// The port the server listens on.
    public let port: Int

    private init(_ server: Web.Server, port: Int) {
        self.server = server
        self.port = port
    }

    /// `http://127.0.0.1:PORT`, or `https://` with TLS.
    public var baseURL: String { "\(server.configuration.tls == nil ? "http" : "https")://127.0.0.1:\(port)" }

    /// Statistics since the start or the last reset.
    public var statistics: Web.ServerStatistics { server.statistics }

    /// Resets the statistics. Open connections and active requests still count.
    public func resetStatistics() { server.resetStatistics() }

    /// Stops the server before the end of the scope, like ``Web/Server/stop()``.
    public func stop() async { await server.stop() }

    /// Runs `body` with a server for `application`, and always stops the server afterwards.
    ///
    /// - Parameters:
    ///   - application: The application to serve.
    ///   - tls: The certificate; nil for plain text.
    ///   - http2: Whether HTTP/2 is offered with TLS, and accepted by prior knowledge without TLS.
    ///   - configure: Changes the configuration. By default, the shutdown timeout is 5 s, and the server has one
    ///     thread.
    ///   - body: A closure that receives the server.
    public static func with<Result>(
        _ application: Web.Application, tls: Web.TLS? = nil, http2: Bool = true,
        configure: (inout Web.ServerConfiguration) -> Void = { _ in },
        _ body: (TestServer) async throws -> Result
    ) async throws -> Result {
        var configuration = Web.ServerConfiguration(host: "127.0.0.1", port: 0, tls: tls)
        configuration.http2 = http2
        configuration.http2PriorKnowledge = http2
        configuration.numberOfThreads = 1
        configuration.shutdownTimeout = .seconds(5)
        configuration.halfCloseTimeout = .seconds(1)
        configure(&configuration)
        let server = Web.Server(application, configuration: configuration)
        let port = try await server.start()
        do {
            let result = try await body(TestServer(server, port: port))
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }
}
