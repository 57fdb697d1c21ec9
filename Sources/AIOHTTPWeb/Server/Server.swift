import HTTPValues
import Logging
import NIOCore
import NIOPosix
import NIOSSL
public import ServiceLifecycle

extension Web {
    /// A server for an application.
    ///
    /// ```swift
    /// let server = Web.Server(app, configuration: .init(port: 0))
    /// let port = try await server.start()
    /// …
    /// await server.stop()
    /// ```
    ///
    /// As a `Service`, it starts with its group and stops gracefully with it.
    public final class Server: Service {
        private struct Running {
            let listener: any Channel
            let context: ServerContext
            let ownGroup: MultiThreadedEventLoopGroup?
        }

        private enum Phase {
            case idle, starting
            case running(Running)
            case stopping, stopped
        }

        /// The configuration passed at initialization.
        public let configuration: ServerConfiguration
        private let application: Application
        private let counters = ServerCounters()
        private let phase = Locked(Phase.idle)

        /// Creates a server. It does not listen until started.
        public init(_ application: Application, configuration: ServerConfiguration = ServerConfiguration()) {
            self.application = application
            self.configuration = configuration
        }

        /// Statistics since the start or the last reset.
        public var statistics: ServerStatistics { counters.snapshot }

        /// Resets the statistics. Open connections and active requests still count.
        public func resetStatistics() { counters.reset() }

        /// The port the server listens on; nil before the start and for a Unix socket.
        public var port: Int? {
            phase.withLock { phase in
                if case .running(let running) = phase { running.listener.localAddress?.port } else { nil }
            }
        }

        /// Runs the startup hooks and starts listening.
        ///
        /// - Returns: The port; 0 for a Unix socket.
        /// - Throws: ``ServerError``, ``ListenError`` if the address cannot be used, the error of a hook, or the reason the
        ///   certificate cannot be used.
        @discardableResult
        public func start() async throws -> Int {
            try phase.withLock { phase in
                guard case .idle = phase else { throw ServerError.alreadyStarted }
                phase = .starting
            }
            do {
                let running = try await listen()
                phase.withLock { $0 = .running(running) }
                return running.listener.localAddress?.port ?? 0
            } catch {
                phase.withLock { $0 = .stopped }
                throw error
            }
        }

        /// Starts the server if necessary, and returns when it has stopped, through ``stop()``, the graceful shutdown
        /// of its service group or cancellation of the task.
        public func run() async throws {
            if case .idle = phase.withLock({ $0 }) { try await start() }
            guard case .running(let running) = phase.withLock({ $0 }) else { return }
            try? await cancelWhenGracefulShutdown {
                try await withTaskCancellationHandler {
                    try await running.listener.closeFuture.get()
                } onCancel: {
                    running.listener.close(promise: nil)
                }
            }
            await stop()
        }

        /// Stops gracefully: refuses new connections, closes idle ones, runs the shutdown hooks, gives handlers
        /// ``ServerConfiguration/shutdownTimeout`` to finish before cancelling them, and runs the cleanup hooks.
        public func stop() async {
            let running = phase.withLock { phase -> Running? in
                guard case .running(let running) = phase else { return nil }
                phase = .stopping
                return running
            }
            guard let running else { return }
            try? await running.listener.close().get()
            running.context.quiesce()
            await runHooks(.shutdown, running.context.logger)
            await drain(running.context)
            await runHooks(.cleanup, running.context.logger)
            phase.withLock { $0 = .stopped }
            try? await running.ownGroup?.shutdownGracefully()
        }

        /// Waits for the connections to end. Closes those still open after the shutdown timeout.
        private func drain(_ context: ServerContext) async {
            let timeout = running(after: configuration.shutdownTimeout) { context.closeAll() }
            await context.drained()
            timeout.cancel()
        }

        private func running(after delay: Duration, _ action: @escaping @Sendable () -> Void) -> Task<Void, Never> {
            Task {
                do {
                    try await Task.sleep(for: delay)
                    action()
                } catch {}
            }
        }

        private func runHooks(_ phase: Application.LifecyclePhase, _ logger: Logger) async {
            do {
                try await application.run(phase)
            } catch {
                logger.error("a \(phase) hook failed", metadata: ["error": .string("\(error)")])
            }
        }
    }

    /// The reason a server did not start.
    public enum ServerError: Error, Hashable, CustomStringConvertible {
        /// The server was started before.
        case alreadyStarted

        public var description: String { "the server was started before" }
    }
}

extension Web.Server {
    private func listen() async throws -> Running {
        let ownGroup = configuration.numberOfThreads.map { MultiThreadedEventLoopGroup(numberOfThreads: max(1, $0)) }
        let group: any EventLoopGroup = ownGroup ?? MultiThreadedEventLoopGroup.singleton
        let context = ServerContext(
            configuration: configuration, responder: application.freeze(),
            logger: configuration.logger ?? Logger.current, counters: counters, group: group)
        do {
            let tls = try configuration.tls.map { try makeContext($0) }
            try Web.ListenError.checkPort(of: configuration)
            try await application.run(.startup)
            let listener = try await bindOrCleanUp(group, ServerPipeline(server: context, tls: tls))
            return Running(listener: listener, context: context, ownGroup: ownGroup)
        } catch {
            try? await ownGroup?.shutdownGracefully()
            throw error
        }
    }

    /// Binds the address. If that fails, runs the hooks of a stop, because those of the start have run.
    private func bindOrCleanUp(_ group: any EventLoopGroup, _ pipeline: ServerPipeline) async throws -> any Channel {
        do {
            return try await bind(group, pipeline)
        } catch {
            await runHooks(.shutdown, pipeline.server.logger)
            await runHooks(.cleanup, pipeline.server.logger)
            throw Web.ListenError(error, listeningOn: configuration)
        }
    }

    private func bind(_ group: any EventLoopGroup, _ pipeline: ServerPipeline) async throws -> any Channel {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Int32(configuration.backlog))
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { pipeline.configure($0) }
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.maxMessagesPerRead, value: 4)
        if let path = configuration.unixSocketPath {
            return try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
        }
        return try await bootstrap.childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: configuration.host, port: configuration.port).get()
    }

    private func makeContext(_ tls: Web.TLS) throws -> NIOSSLContext {
        let chain =
            switch tls.certificateChain {
            case .file(let path): try NIOSSLCertificate.fromPEMFile(path)
            case .text(let text): try NIOSSLCertificate.fromPEMBytes(Array(text.utf8))
            }
        let key =
            switch tls.privateKey {
            case .file(let path): try NIOSSLPrivateKey(file: path, format: .pem)
            case .text(let text): try NIOSSLPrivateKey(bytes: Array(text.utf8), format: .pem)
            }
        var options = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        options.applicationProtocols = configuration.http2 ? ["h2", "http/1.1"] : ["http/1.1"]
        return try NIOSSLContext(configuration: options)
    }
}
