import HTTPValues
public import Logging

extension Web {
    /// The address, protocols and limits of a ``Server``.
    public struct ServerConfiguration: Sendable {
        /// The address to listen on. The default is every IPv4 address of the machine.
        public var host = "0.0.0.0"
        /// The port to listen on; 0 picks a free one.
        public var port = 8080
        /// A Unix socket to listen on instead of a port.
        public var unixSocketPath: String?
        /// The TLS certificate; nil for plain text.
        public var tls: TLS?
        /// Whether HTTP/2 is offered in the TLS handshake (ALPN).
        public var http2 = true
        /// Whether clients may start HTTP/2 without TLS, by prior knowledge (RFC 9113 section 3.3).
        public var http2PriorKnowledge = false
        /// The number of streams an HTTP/2 client may reset within 30 seconds before its connection is closed; nil for
        /// SwiftNIO's default, 200. Some versions of libcurl need more: they reset streams just before the last frame.
        public var http2ResetLimit: Int?
        /// The value of the `Server` header; nil to omit it.
        public var serverName: String? = "Duet"
        /// How long a connection may be idle between requests. The default is 75 s, as in aiohttp's `run_app`.
        public var keepAliveTimeout = Duration.seconds(75)
        /// How long a client may take to send a request head, and for the TLS handshake.
        public var headerTimeout = Duration.seconds(30)
        /// How long a body may stall, whether the client stops sending a request or stops reading a response.
        public var bodyTimeout = Duration.seconds(60)
        /// How long a handler may run after its client has closed its sending side. Such a client may still read the
        /// response or may be gone; only sending tells which. After this time the handler's task is cancelled.
        public var halfCloseTimeout = Duration.seconds(5)
        /// How long input is discarded after the last response, so that the client can read it. 10 s, as in aiohttp.
        public var lingerTimeout = Duration.seconds(10)
        /// How many bytes of an unread request body are discarded to keep the connection. Beyond that it is closed.
        public var discardLimit = 1 << 20
        /// The maximum length of the request target, in bytes; longer ones get a 414.
        public var maximumTargetLength = 8190
        /// The maximum length of a header line, in bytes; longer ones get a 431.
        public var maximumFieldLength = 32 << 10
        /// The maximum number of headers in a request; more get a 431.
        public var maximumFieldCount = 128
        /// The maximum size of a request head, in bytes; larger ones get a 431.
        public var maximumHeadLength = 128 << 10
        /// The number of connections that may wait to be accepted.
        public var backlog = 1024
        /// How long handlers may continue when the server stops, before their tasks are cancelled.
        public var shutdownTimeout = Duration.seconds(60)
        /// The number of event loop threads; nil for the process-wide threads, one per core.
        public var numberOfThreads: Int?
        /// The logger for failed handlers; nil for `Logger.current`.
        public var logger: Logger?

        /// Creates a configuration with aiohttp's defaults where it has them.
        public init(host: String = "0.0.0.0", port: Int = 8080, tls: TLS? = nil) {
            self.host = host
            self.port = port
            self.tls = tls
        }

        /// The URL of the server, with the port that it listens on. For a Unix socket, the name that aiohttp gives it.
        package func url(port: Int) -> String {
            let name = host.contains(":") ? "[\(host)]" : host
            return (tls == nil ? "http://" : "https://") + (unixSocketPath.map { "unix:\($0):" } ?? "\(name):\(port)")
        }

        /// The parser's limits for a request.
        var requestLimits: HTTP1Limits {
            HTTP1Limits(
                startLine: maximumTargetLength, fieldLine: maximumFieldLength, fieldCount: maximumFieldCount,
                head: maximumHeadLength)
        }
    }
}
