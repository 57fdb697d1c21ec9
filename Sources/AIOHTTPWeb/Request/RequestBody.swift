public import HTTPValues

extension Web {
    /// The body of a request, as it arrives.
    ///
    /// Reading slowly slows the client down: at most about 256 KiB wait in memory. A client that expects `100 Continue`
    /// gets it when the first chunk is read.
    ///
    /// ```swift
    /// for try await chunk in request.body { size += chunk.count }
    /// ```
    public final class RequestBody: AsyncSequence, Sendable {
        /// A chunk of bytes, never empty.
        public typealias Element = Bytes

        static let empty = RequestBody()

        private struct Received {
            var trailers = Headers()
            var collected: Bytes?
        }

        private let inbound: InboundBytes<RequestBodyError>
        private let received = Locked(Received())
        /// The length announced by the client; nil if the client sends chunks.
        public let announcedLength: Int?

        /// - Parameter demand: Tells the connection that a reader is waiting or that there is room again.
        init(announcedLength: Int?, demand: @escaping @Sendable () -> Void) {
            self.announcedLength = announcedLength
            inbound = InboundBytes(conflict: .concurrentReaders, demand: demand)
        }

        private init() {
            announcedLength = 0
            inbound = InboundBytes(conflict: .concurrentReaders, isEnded: true) {}
        }

        /// Trailers (RFC 9110 section 6.5), available once the body has been read to its end.
        public var trailers: Headers { received.withLock { $0.trailers } }

        /// Creates an iterator for `for await`.
        public func makeAsyncIterator() -> Iterator { Iterator(body: self) }

        /// Iterates over the chunks.
        public struct Iterator: AsyncIteratorProtocol {
            let body: RequestBody

            /// Returns the next chunk, or nil at the end.
            ///
            /// - Throws: ``RequestBodyError`` if the rest will not arrive.
            public mutating func next() async throws -> Bytes? { try await body.nextChunk() }
        }
    }
}

// MARK: - Reading

extension Web.RequestBody {
    func nextChunk() async throws -> Bytes? { try await inbound.next() }

    /// Reads the whole body, at most `limit` bytes, and keeps it for later calls.
    func collect(limit: Int) async throws -> Bytes {
        if let collected = received.withLock({ $0.collected }) { return collected }
        if let announcedLength, announcedLength > limit { throw Web.HTTPError.contentTooLarge }
        var first = Bytes()
        var builder = ByteBuilder()
        while let chunk = try await nextChunk() {
            guard first.count + builder.count + chunk.count <= limit else { throw Web.HTTPError.contentTooLarge }
            if first.isEmpty && builder.count == 0 {
                first = chunk
                continue
            }
            if !first.isEmpty {
                builder.reserve(announcedLength ?? (first.count + chunk.count))
                builder.append(first)
                first = Bytes()
            }
            builder.append(chunk)
        }
        let whole = first.isEmpty ? builder.take() : first
        received.withLock { $0.collected = whole }
        return whole
    }
}

// MARK: - Receiving

extension Web.RequestBody {
    /// Whether more should be read from the client.
    var hasRoom: Bool { inbound.hasRoom }

    /// Whether the whole body has arrived, read or not.
    var isComplete: Bool { inbound.isEnded }

    func receive(_ bytes: UnsafeRawBufferPointer) {
        inbound.receive(bytes, expected: announcedLength)
    }

    func finish(trailers: Headers) {
        received.withLock { $0.trailers = trailers }
        inbound.finish()
    }

    func fail(_ error: Web.RequestBodyError) {
        inbound.fail(error)
    }
}
