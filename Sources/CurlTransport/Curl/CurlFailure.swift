import CCurl
import Fetch
import HTTPValues

/// What libcurl reports about a failed exchange, with the context needed to interpret it.
struct CurlFailure {
    var code: CURLcode
    var text: String?
    /// Whether the response had begun.
    var hasHead: Bool
    /// Whether libcurl was about to send the request a second time.
    var isSendingAgain: Bool
    /// The status of a proxy's response to CONNECT; 0 if there is none.
    var connectStatus: Int
    var osError: Int
    var isReused: Bool
    var usesProxy: Bool

    /// The failure as a `FetchError`.
    var error: FetchError {
        var error = FetchError(kind, message)
        error.transportCode = FetchError.TransportCode(number: Int(code.rawValue), text: CurlLibrary.text(of: code))
        error.isReusedConnection = isReused || isSendingAgain
        if osError != 0 { error.osError = Int32(truncatingIfNeeded: osError) }
        if isProxyRefusal { error.proxyStatus = connectStatus }
        error.concernsProxy = usesProxy && (kind == .connect || code == CURLE_COULDNT_RESOLVE_PROXY)
        return error
    }

    private var message: String {
        if isSendingAgain { return "The server closed the kept-alive connection without sending a response" }
        if code == CURLE_OK { return "The server sent no response" }
        if code == CURLE_GOT_NOTHING { return "Server disconnected without sending a response" }
        if isProxyRefusal { return "The proxy refused the tunnel with status \(connectStatus)" }
        guard let text else { return CurlLibrary.text(of: code) }
        if text.contains("HTTP/0.9") { return "The server sent something that is not an HTTP response" }
        if code == CURLE_SSL_CACERT_BADFILE, let advice = SystemAuthorities.advice { return "\(text): \(advice)" }
        if kind == .tls, let reason = opensslReason(in: text) { return "TLS handshake failed: \(reason)" }
        return text
    }

    /// Returns the reason at the end of `… error:0A00010B:SSL routines::wrong version number`.
    private func opensslReason(in text: String) -> String? {
        guard let mark = text.firstRange(of: ":SSL routines:"),
            let colon = text[mark.upperBound...].firstIndex(of: ":")
        else { return nil }
        let reason = String(text[text.index(after: colon)...])
        return reason == "wrong version number" ? reason + " (does the server speak plain HTTP at this port?)" : reason
    }

    private var isProxyRefusal: Bool {
        usesProxy && !hasHead && connectStatus != 0 && !(200..<300).contains(connectStatus)
    }

    private var kind: FetchError.Kind {
        if isSendingAgain { return .disconnected }
        if isProxyRefusal { return .proxy }
        switch code {
        case CURLE_URL_MALFORMAT: return .invalidURL
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return .resolve
        case CURLE_COULDNT_CONNECT: return .connect
        case CURLE_PROXY: return .proxy
        case CURLE_OPERATION_TIMEDOUT: return .timeout(.connect)  // can only be libcurl's own limit of five minutes
        case CURLE_PEER_FAILED_VERIFICATION: return .certificate
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS:
            return .tls
        case CURLE_GOT_NOTHING, CURLE_SEND_FAIL_REWIND, CURLE_OK: return .disconnected
        case CURLE_PARTIAL_FILE: return .incompleteBody
        case CURLE_SEND_ERROR: return .write
        case CURLE_RECV_ERROR: return osError != 0 || !isFramingError ? .read : .protocolViolation
        default: return .protocolViolation
        }
    }

    /// libcurl reports broken chunks and a reset connection with the same code; only the latter has an error number.
    private var isFramingError: Bool {
        guard let text = text?.lowercased() else { return false }
        return text.contains("chunk") || text.contains("header") || text.contains("too large")
    }
}
