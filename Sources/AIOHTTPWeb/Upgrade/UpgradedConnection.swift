public import HTTPValues

extension Web {
    /// A connection that has left HTTP/1.1 for another protocol: bytes in both directions.
    ///
    /// It closes when the closure that got it returns; what was written before is sent. When the closure throws,
    /// the connection is cut.
    public struct UpgradedConnection: Sendable {
        /// Why a connection can be used no longer.
        public enum Failure: Error, Hashable, CustomStringConvertible {
            /// The client has left, or the server has closed the connection.
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

        /// What the client sends, as it arrives; ends when the client ends its sending half. Reading slowly slows the
        /// client down. Only one task may read.
        public var bytes: InboundSequence { InboundSequence(inbound: inbound) }

        /// Sends `bytes` and waits while the client is slower than the handler.
        ///
        /// - Throws: ``Failure/disconnected`` when the connection has ended.
        public func write(_ bytes: Bytes) async throws {
            try await send(bytes)
        }

        /// The bytes that arrive. Every iterator goes on where the last one stopped.
        public struct InboundSequence: AsyncSequence, Sendable {
            /// Some bytes, never none.
            public typealias Element = Bytes

            fileprivate let inbound: InboundBytes<Failure>

            /// The iterator of `for await`.
            public func makeAsyncIterator() -> Iterator { Iterator(inbound: inbound) }

            /// Reads piece by piece.
            public struct Iterator: AsyncIteratorProtocol {
                fileprivate let inbound: InboundBytes<Failure>

                /// The next bytes, or nil when the client has ended its sending half.
                ///
                /// - Throws: ``Web/UpgradedConnection/Failure`` or, when the task is cancelled, `CancellationError`.
                public mutating func next() async throws -> Bytes? { try await inbound.next() }
            }
        }
    }

    /// Why a request cannot be answered with another protocol.
    public enum UpgradeError: Error, Hashable, CustomStringConvertible {
        /// The client did not ask for this protocol. Answered with 426.
        case notRequested(protocol: String)
        /// Only an HTTP/1.1 connection can be taken over. Answered with 400.
        case unsupportedVersion
        /// The request body has not been read to its end (RFC 9110 section 7.8). Answered with 400.
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
