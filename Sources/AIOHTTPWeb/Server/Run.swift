@preconcurrency import Glibc  // for `stdout`, a variable of C
import Logging
import ServiceLifecycle
import UnixSignals

extension Web {
    /// Serves `application` until the process receives SIGINT or SIGTERM, then stops gracefully. By default, it listens on
    /// port 8080 of all IPv4 addresses.
    ///
    /// - Parameters:
    ///   - application: The application to serve.
    ///   - host: The address or host name to listen on. `127.0.0.1` accepts connections from this machine alone.
    ///   - port: The port to listen on; 0 picks a free one. The default is the same with TLS, where aiohttp's is 8443.
    ///   - tls: The certificate; nil for plain text.
    ///   - onReady: Called with the port once connections are accepted.
    ///   - print: Called before `onReady` with a text that says where the server listens, the one that aiohttp's `run_app`
    ///     prints. Nil to print nothing.
    /// - Throws: ``ListenError`` if the address cannot be used, and whatever else ``Server/start()`` throws.
    public static func run(
        _ application: Application, host: String = "0.0.0.0", port: Int = 8080, tls: TLS? = nil,
        onReady: @escaping @Sendable (Int) -> Void = { _ in }, print: ((String) -> Void)? = { Swift.print($0) }
    ) async throws {
        try await run(
            application, configuration: ServerConfiguration(host: host, port: port, tls: tls), onReady: onReady,
            print: print)
    }

    /// Serves `application` until the process receives SIGINT or SIGTERM, then stops gracefully.
    ///
    /// - Parameters:
    ///   - application: The application to serve.
    ///   - configuration: The address, protocols and limits.
    ///   - onReady: Called with the port once connections are accepted; with 0 for a Unix socket.
    ///   - print: Called before `onReady` with a text that says where the server listens, the one that aiohttp's `run_app`
    ///     prints. Nil to print nothing.
    /// - Throws: ``ListenError`` if the address cannot be used, and whatever else ``Server/start()`` throws.
    public static func run(
        _ application: Application, configuration: ServerConfiguration,
        onReady: @escaping @Sendable (Int) -> Void = { _ in }, print: ((String) -> Void)? = { Swift.print($0) }
    ) async throws {
        let server = Server(application, configuration: configuration)
        let port = try await server.start()
        if let print {
            print("======== Running on \(configuration.url(port: port)) ========\n(Press CTRL+C to quit)")
            // Otherwise a pipe or a file would get the text only once the buffer is full.
            fflush(stdout)
        }
        onReady(port)
        let group = ServiceGroup(
            services: [server], gracefulShutdownSignals: [.sigint, .sigterm],
            logger: configuration.logger ?? Logger.current)
        try await group.run()
    }
}
