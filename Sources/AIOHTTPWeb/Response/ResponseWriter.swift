public import HTTPValues

extension Web {
    /// Takes the body of a streamed response, piece by piece.
    ///
    /// The server's own writer sends to the client. A writer of your own can stand in front of it and change what
    /// passes through, for example compress it; ``Response/wrapBody(length:by:)`` puts it there.
    public protocol ResponseWriter: Sendable {
        /// Sends `bytes` and waits while the client is slower than the handler.
        ///
        /// - Throws: ``ResponseError`` when the client has left, or for more bytes than `Content-Length` promised.
        func write(_ bytes: Bytes) async throws

        /// Sets the fields to send after the body. Only a chunked or HTTP/2 response can carry them (RFC 9110 section
        /// 6.5).
        func setTrailers(_ trailers: Headers)
    }

    /// A writer in front of another one.
    public protocol WrappingWriter: ResponseWriter {
        /// Sends what is still held back. Called once, when the whole body has been written.
        func finish() async throws
    }

    /// Why a response could not be sent.
    public enum ResponseError: Error, Hashable, CustomStringConvertible {
        /// The client has left.
        case disconnected
        /// The handler wrote more than its `Content-Length`; the bytes up to it were sent.
        case bodyTooLong

        public var description: String {
            switch self {
            case .disconnected: "the client has left before the response was complete"
            case .bodyTooLong: "the response body is longer than its Content-Length"
            }
        }
    }
}

extension Web.ResponseWriter {
    /// Sends `text` as UTF-8.
    public func write(_ text: String) async throws {
        try await write(Bytes(text))
    }
}

extension Web.Response {
    /// Sends the body, whatever its kind, through the writer that `wrap` puts in front of the server's.
    ///
    /// ```swift
    /// var response = try await next(request)
    /// response.wrapBody { CompressingWriter($0) }
    /// ```
    /// - Parameter length: The number of bytes behind the wrapper when it is known beforehand.
    public mutating func wrapBody(
        length: Int? = nil, by wrap: @escaping @Sendable (any Web.ResponseWriter) throws -> some Web.WrappingWriter
    ) {
        let inner = body
        headers["Content-Length"] = nil
        body = .stream(length: length) { writer in
            let wrapper = try wrap(writer)
            switch inner {
            case .empty: break
            case .bytes(let bytes): try await wrapper.write(bytes)
            case .stream(_, let write): try await write(wrapper)
            }
            try await wrapper.finish()
        }
    }
}
