import HTTPValues
public import Logging

extension Web {
    /// How a ``Server`` listens and what it allows its clients.
    public struct ServerConfiguration: Sendable {
        /// The address to listen on.
        public var host = "0.0.0.0"
        /// The port; 0 for a free one.
        public var port = 8080
        /// Listens on this Unix socket instead of a port.
        public var unixSocketPath: String?
        /// Speaks TLS.
        public var tls: TLS?
        /// Offers HTTP/2 in the TLS handshake (ALPN).
        public var http2 = true
        /// Also takes HTTP/2 without TLS from clients that begin with it (RFC 9113 section 3.3).
        public var http2PriorKnowledge = false
        /// How many streams a client of HTTP/2 may reset within 30 seconds before its connection is closed; nil for the
        /// default of SwiftNIO, 200. Some versions of libcurl reset a stream that is a frame away from its end, and
        /// need more.
        public var http2ResetLimit: Int?
        /// The value of the `Server` field; nil for none.
        public var serverName: String? = "Duet"
        /// How long a connection may be idle between requests. 75 s, as in aiohttp's `run_app`.
        public var keepAliveTimeout = Duration.seconds(75)
        /// How long a client may take for the head of a request, and for the TLS handshake.
        public var headerTimeout = Duration.seconds(30)
        /// How long a body may stand still: a request that does not arrive, a response that is not taken.
        public var bodyTimeout = Duration.seconds(60)
        /// How long a handler may go on for a client that has ended its sending half. It may still read the answer,
        /// or have left; only sending tells. Then the handler's task is cancelled.
        public var halfCloseTimeout = Duration.seconds(5)
        /// How long input is thrown away after the last response, so that the client can read it. 10 s, as in aiohttp.
        public var lingerTimeout = Duration.seconds(10)
        /// How many bytes of an unread request body are thrown away to keep the connection; with more it is closed.
        public var discardLimit = 1 << 20
        /// The longest request target in bytes, else 414.
        public var maximumTargetLength = 8190
        /// The longest field line in bytes, else 431.
        public var maximumFieldLength = 32 << 10
        /// The most field lines of a head, else 431.
        public var maximumFieldCount = 128
        /// The largest head in bytes, else 431.
        public var maximumHeadLength = 128 << 10
        /// How many connections may wait to be accepted.
        public var backlog = 1024
        /// How long handlers may go on when the server stops, before their tasks are cancelled.
        public var shutdownTimeout = Duration.seconds(60)
        /// The number of event loop threads; nil for the process-wide ones, as many as there are cores.
        public var numberOfThreads: Int?
        /// Where failed handlers are logged; nil for `Logger.current`.
        public var logger: Logger?

        /// The defaults of aiohttp where it has them.
        public init(host: String = "0.0.0.0", port: Int = 8080, tls: TLS? = nil) {
            self.host = host
            self.port = port
            self.tls = tls
        }

        /// How much of a request is taken before it is refused.
        var requestLimits: HTTP1Limits {
            HTTP1Limits(
                startLine: maximumTargetLength, fieldLine: maximumFieldLength, fieldCount: maximumFieldCount,
                head: maximumHeadLength)
        }
    }
}
