import Logging
import ServiceLifecycle
import UnixSignals

extension Web {
    /// Serves `application` until the process receives SIGINT or SIGTERM, then stops gracefully. `onReady` is called with
    /// the port once connections are accepted.
    public static func run(
        _ application: Application, host: String = "0.0.0.0", port: Int = 8080, tls: TLS? = nil,
        onReady: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        try await run(
            application, configuration: ServerConfiguration(host: host, port: port, tls: tls), onReady: onReady)
    }

    /// Serves `application` until the process receives SIGINT or SIGTERM, then stops gracefully.
    public static func run(
        _ application: Application, configuration: ServerConfiguration,
        onReady: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let server = Server(application, configuration: configuration)
        onReady(try await server.start())
        let group = ServiceGroup(
            services: [server], gracefulShutdownSignals: [.sigint, .sigterm],
            logger: configuration.logger ?? Logger.current)
        try await group.run()
    }
}
