import Fetch
import HTTPValues

/// Writes the header lines of requests. Those of the last request without a body are kept, because the next one usually
/// has the same: writing them takes a fifth of the instructions of a small request.
final class HeaderLines {
    /// The header lines of a request, with the empty line that ends them.
    struct Text {
        let bytes: Bytes
        /// Whether the connection must not be used again (RFC 9112 section 9.6).
        let endsConnection: Bool
    }

    private final class Last {
        let headers: Headers
        let origin: LiveTransfer.Origin
        let dialect: URLDialect
        let text: Text

        init(_ headers: Headers, _ origin: LiveTransfer.Origin, _ dialect: URLDialect, _ text: Text) {
            self.headers = headers
            self.origin = origin
            self.dialect = dialect
            self.text = text
        }
    }

    private var last: Last?

    /// Returns the header lines of `request`.
    ///
    /// - Parameter origin: The server, which determines `Host`.
    /// - Throws: ``FetchError`` if a header must not be sent.
    func text(
        of request: WireRequest, framing: BodyFraming, origin: LiveTransfer.Origin?
    ) throws(FetchError) -> Text {
        guard framing == .none, !request.usesProxy, let origin else { return try Self.write(request, framing) }
        if let last, last.origin === origin, last.headers.isIdentical(to: request.headers),
            last.dialect == request.url.dialect
        {
            return last.text
        }
        let text = try Self.write(request, framing)
        last = Last(request.headers, origin, request.url.dialect, text)
        return text
    }

    private static func write(_ request: WireRequest, _ framing: BodyFraming) throws(FetchError) -> Text {
        var buffer = ByteBuilder()
        do throws(HeaderError) {
            let proxyHeaders = request.forwardingProxy?.requestHeaders ?? Headers()
            buffer.append(
                try RequestFieldsText(
                    request.headers, framing: framing, host: request.url.hostHeader, proxyHeaders: proxyHeaders))
        } catch {
            throw FetchError(.invalidRequest, "\(error)")
        }
        return Text(bytes: buffer.take(), endsConnection: request.headers.list("Connection", contains: "close"))
    }
}

extension ProxyTarget {
    /// The headers for the proxy itself. They cannot change where the request ends or which host it is for.
    fileprivate var requestHeaders: Headers {
        var headers = Headers()
        if let username, !self.headers.contains("Proxy-Authorization") {
            let credentials = BasicAuthentication(username: username, password: password ?? "")
            headers.add(name: "Proxy-Authorization", value: credentials.value)
        }
        for field in self.headers where !Self.reserved.contains(where: field.name.equalsIgnoringASCIICase) {
            headers.add(name: field.name, value: field.value)
        }
        return headers
    }

    private static var reserved: [String] { ["Host", "Content-Length", "Transfer-Encoding", "Connection"] }
}
