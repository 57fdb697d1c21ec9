import HTTPValues

/// A server for tests: on a free port of the loopback interface, for the time of a scope.
///
/// ```swift
/// try await TestServer.with(app) { server in
///     let url = server.baseURL + "/hello"
///     …
/// }
/// ```
public final class TestServer: Sendable {
    private let server: Web.Server
    /// The port it listens on.
    public let port: Int

    private init(_ server: Web.Server, port: Int) {
        self.server = server
        self.port = port
    }

    /// `http://127.0.0.1:PORT`, or `https://` with TLS.
    public var baseURL: String { "\(server.configuration.tls == nil ? "http" : "https")://127.0.0.1:\(port)" }

    /// What the server has done so far.
    public var statistics: Web.ServerStatistics { server.statistics }

    /// Counts from zero again. What is open or active now still counts.
    public func resetStatistics() { server.resetStatistics() }

    /// Stops the server before the end of the scope, as ``Web/Server/stop()`` does.
    public func stop() async { await server.stop() }

    /// Runs `body` with a server for `application`, and stops the server whatever happens.
    ///
    /// - Parameters:
    ///   - http2: Offers HTTP/2 with TLS, and takes it without TLS from clients that begin with it.
    ///   - configure: Changes the configuration. The shutdown timeout is 5 s, and the server has one thread of its own.
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
