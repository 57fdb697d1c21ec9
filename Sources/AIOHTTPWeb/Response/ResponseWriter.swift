public import HTTPValues

extension Web {
    /// A writer for the body of a streamed response.
    ///
    /// The server's own writer sends to the client. A custom writer can wrap it to transform the body, for example to
    /// compress it; ``Response/wrapBody(length:by:)`` installs it.
    public protocol ResponseWriter: Sendable {
        /// Sends `bytes`, and waits while the client is slower than the handler.
        ///
        /// - Throws: ``ResponseError`` if the client has disconnected, or for more bytes than `Content-Length`
        ///   announced.
        func write(_ bytes: Bytes) async throws

        /// Sets the trailers to send after the body. Only a chunked or HTTP/2 response can carry them (RFC 9110 section
        /// 6.5).
        func setTrailers(_ trailers: Headers)
    }

    /// A writer that wraps another writer.
    public protocol WrappingWriter: ResponseWriter {
        /// Sends any data still held back. Called once, after the whole body has been written.
        func finish() async throws
    }

    /// The reason a response could not be sent.
    public enum ResponseError: Error, Hashable, CustomStringConvertible {
        /// The client has disconnected.
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
    /// Sends the body, of any kind, through the writer that `wrap` puts around the server's. `length` is the length of its
    /// output in bytes, if known in advance.
    ///
    /// ```swift
    /// var response = try await next(request)
    /// response.wrapBody { CompressingWriter($0) }
    /// ```
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
