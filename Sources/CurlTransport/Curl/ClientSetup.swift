import CCurl
import Fetch
import HTTPValues

/// The libcurl options that are the same for all requests of a client.
///
/// Everything that libcurl would decide on its own is disabled here or in ``RequestSetup``: redirects, cookies,
/// environment, netrc, content decoding, `Expect`, a default Content-Type. Comments at the options list their traps.
struct ClientSetup {
    private let options: CurlOptions

    init(_ options: CurlOptions) {
        self.options = options
    }

    func apply(to handle: EasyHandle) {
        handle.set(CURLOPT_NOSIGNAL, 1)
        handle.set(CURLOPT_PATH_AS_IS, 1)
        if CurlLibrary.capabilities.hasProtocolNames {
            handle.set(duet_option_protocols_string, "http,https")
        } else {
            handle.set(duet_option_protocols, duet_protocols_http)
        }
        handle.set(duet_option_quick_exit, 1)  // otherwise a cancelled lookup blocks the whole loop
        handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        handle.set(CURLOPT_TCP_KEEPALIVE, 1)
        // Passes each header line to the write callback as well, before libcurl parses it. See HeadCollector. From 8.4
        // on, libcurl would do so with trailers too, in the middle of the body.
        handle.set(CURLOPT_HEADER, CurlLibrary.quirks.isUnsafeWithFoldedFirstLine ? 1 : 0)
        // Always set, even to nothing. Otherwise libcurl reads the environment.
        handle.set(CURLOPT_NOPROXY, "")
        handle.set(CURLOPT_PROXY, "")
        if let path = options.unixSocketPath { handle.set(CURLOPT_UNIX_SOCKET_PATH, path) }
        if let address = options.localAddress { handle.set(CURLOPT_INTERFACE, address) }
        setVersion(handle)
        setTLS(handle)
        setIdle(handle)
    }

    private func setVersion(_ handle: EasyHandle) {
        let version =
            switch options.versions {
            case .http1: CURL_HTTP_VERSION_1_1
            case .http2: CURL_HTTP_VERSION_2TLS
            case .http2PriorKnowledge: CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE
            }
        handle.set(CURLOPT_HTTP_VERSION, Int(version))
    }

    private func setTLS(_ handle: EasyHandle) {
        switch options.tls.verification {
        case .system:
            if let path = options.authoritiesPath ?? SystemAuthorities.found.replacement {
                handle.set(CURLOPT_CAINFO, path)
            }
            if let path = SystemAuthorities.found.replacement { handle.set(CURLOPT_PROXY_CAINFO, path) }
        case .authorities(let path):
            handle.set(CURLOPT_CAINFO, path)
        case .none:
            handle.set(CURLOPT_SSL_VERIFYPEER, 0)
            handle.set(CURLOPT_SSL_VERIFYHOST, 0)
        }
        // With a directory set, libcurl does not use its cache of parsed authorities: 19 ms for each new connection.
        let needsDirectory = options.tls.verification == .system && SystemAuthorities.found == .builtInDirectory
        if !needsDirectory { handle.set(CURLOPT_CAPATH, pointer: nil) }
        guard let certificate = options.tls.clientCertificate else { return }
        handle.set(CURLOPT_SSLCERT, certificate.certificatePath)
        handle.set(CURLOPT_SSLKEY, certificate.keyPath ?? certificate.certificatePath)
        if let password = certificate.password { handle.set(CURLOPT_KEYPASSWD, password) }
    }

    private func setIdle(_ handle: EasyHandle) {
        if options.limits.idle == 0 { handle.set(CURLOPT_FORBID_REUSE, 1) }
        guard let age = options.limits.idleAge else {
            handle.set(CURLOPT_MAXAGE_CONN, 1 << 30)
            return
        }
        // libcurl takes whole seconds; the pool handles the fraction.
        handle.set(CURLOPT_MAXAGE_CONN, max(1, Int(age.components.seconds) + 1))
    }
}
