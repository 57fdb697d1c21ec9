public import HTTPValues

extension Web {
    /// A connection that has left HTTP/1.1 for another protocol, with bytes in both directions.
    ///
    /// It closes when the closure that received it returns, after all written data has been sent. If the closure
    /// throws, the connection is aborted.
    public struct UpgradedConnection: Sendable {
        /// The reason a connection can no longer be used.
        public enum Failure: Error, Hashable, CustomStringConvertible {
            /// The client has disconnected, or the server has closed the connection.
            case disconnected
            /// Two tasks read at the same time.
            case concurrentReaders

            public var description: String {
                switch self {
                case .disconnected: "the connection has ended"
                case .concurrentReaders: "two tasks read the same connection"
                }
            }
        }

        private let inbound: InboundBytes<Failure>
        private let send: @Sendable (Bytes) async throws -> Void

        init(_ inbound: InboundBytes<Failure>, send: @escaping @Sendable (Bytes) async throws -> Void) {
            self.inbound = inbound
            self.send = send
        }

        /// The bytes from the client as they arrive, until the client closes its sending side. Reading slowly slows the
        /// client down. Only one task may read.
        public var bytes: InboundSequence { InboundSequence(inbound: inbound) }

        /// Sends `bytes`, and waits while the client is slower than the handler.
        ///
        /// - Throws: ``Failure/disconnected`` if the connection has ended.
        public func write(_ bytes: Bytes) async throws {
            try await send(bytes)
        }

        /// A sequence of the bytes that arrive. Every iterator continues where the last one stopped.
        public struct InboundSequence: AsyncSequence, Sendable {
            /// A chunk of bytes, never empty.
            public typealias Element = Bytes

            fileprivate let inbound: InboundBytes<Failure>

            /// Creates an iterator for `for await`.
            public func makeAsyncIterator() -> Iterator { Iterator(inbound: inbound) }

            /// Iterates over the chunks.
            public struct Iterator: AsyncIteratorProtocol {
                fileprivate let inbound: InboundBytes<Failure>

                /// Returns the next chunk, or nil once the client has closed its sending side.
                ///
                /// - Throws: ``Web/UpgradedConnection/Failure`` or, if the task is cancelled, `CancellationError`.
                public mutating func next() async throws -> Bytes? { try await inbound.next() }
            }
        }
    }

    /// The reason a connection cannot be upgraded.
    public enum UpgradeError: Error, Hashable, CustomStringConvertible {
        /// The client did not request this protocol. The response is a 426.
        case notRequested(protocol: String)
        /// Only an HTTP/1.1 connection can be upgraded. The response is a 400.
        case unsupportedVersion
        /// The request body has not been read to its end (RFC 9110 section 7.8). The response is a 400.
        case unreadBody

        public var description: String {
            switch self {
            case .notRequested(let name): "the client did not ask for an upgrade to \(name)"
            case .unsupportedVersion: "only an HTTP/1.1 connection can be upgraded"
            case .unreadBody: "the request body must be read before the connection is upgraded"
            }
        }
    }
}
