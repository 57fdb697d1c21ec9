extension Web {
    /// What a server has done so far.
    public struct ServerStatistics: Sendable, Hashable {
        /// Connections that were accepted.
        public var connectionsAccepted = 0
        /// TLS handshakes that were completed.
        public var tlsHandshakes = 0
        /// Requests that reached a handler.
        public var requests = 0
        /// Handlers at work now.
        public var activeRequests = 0
        /// The most handlers that were at work at one time.
        public var maximumActiveRequests = 0
        /// Connections that are open now.
        public var openConnections = 0
    }
}
