extension Web {
    /// Counts of a server's connections and requests.
    public struct ServerStatistics: Sendable, Hashable {
        /// The number of connections accepted.
        public var connectionsAccepted = 0
        /// The number of TLS handshakes completed.
        public var tlsHandshakes = 0
        /// The number of requests that reached a handler.
        public var requests = 0
        /// The number of handlers now running.
        public var activeRequests = 0
        /// The maximum number of handlers that ran at the same time.
        public var maximumActiveRequests = 0
        /// The number of connections now open.
        public var openConnections = 0
    }
}
