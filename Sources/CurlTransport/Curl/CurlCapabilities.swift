import CCurl
import HTTPValues

/// What the libcurl that this process runs with can do, which may not be the one it was built with.
package struct CurlCapabilities: Sendable {
    let version: CurlVersion
    /// The TLS library, such as `OpenSSL/3.0.19`; nil if there is none.
    package let tlsLibrary: String?
    /// The names of the features in libcurl's spelling, such as `HTTP2` or `zstd`.
    package let features: [String]
    /// The file of trusted authorities that libcurl was built to use, and the directory.
    let builtInAuthorities: (file: String?, directory: String?)
    /// Whether libcurl takes the names of the allowed protocols (7.85 and later).
    let hasProtocolNames: Bool
    /// Whether libcurl can abandon a name lookup (7.87 and later).
    let abandonsLookups: Bool

    /// Returns whether libcurl has a feature, by its name.
    package func has(_ feature: String) -> Bool { features.contains(feature) }
}

extension CurlCapabilities {
    /// Finds out what the libcurl of this process can do: from what it says about itself, and by trying.
    static func detect() -> CurlCapabilities {
        let info = duet_version_info().pointee
        var (hasProtocolNames, abandonsLookups) = (false, false)
        if let easy = curl_easy_init() {
            hasProtocolNames = duet_easy_set_string(easy, duet_option_protocols_string, "http,https") == CURLE_OK
            abandonsLookups = duet_easy_set_long(easy, duet_option_quick_exit, 1) == CURLE_OK
            curl_easy_cleanup(easy)
        }
        return CurlCapabilities(
            version: CurlVersion(number: info.version_num), tlsLibrary: info.ssl_version.map { String(cString: $0) },
            features: featureNames(), builtInAuthorities: (string(info.cainfo), string(info.capath)),
            hasProtocolNames: hasProtocolNames, abandonsLookups: abandonsLookups)
    }

    private static func string(_ text: UnsafePointer<CChar>?) -> String? {
        text.map { String(cString: $0) }
    }

    private static func featureNames() -> [String] {
        let info = duet_version_info()
        guard var name = duet_feature_names(info) else { return featureNames(bits: info?.pointee.features ?? 0) }
        var names: [String] = []
        while let text = name.pointee {
            names.append(String(cString: text))
            name += 1
        }
        return names
    }

    /// Returns the names of the features in a bit mask, which is all that libcurl has before 7.87.
    static func featureNames(bits: Int32) -> [String] {
        let known: [(bit: Int32, name: String)] = [
            (CURL_VERSION_ALTSVC, "alt-svc"), (CURL_VERSION_ASYNCHDNS, "AsynchDNS"), (CURL_VERSION_BROTLI, "brotli"),
            (CURL_VERSION_GSSAPI, "GSS-API"), (CURL_VERSION_HSTS, "HSTS"), (CURL_VERSION_HTTP2, "HTTP2"),
            (CURL_VERSION_HTTP3, "HTTP3"), (CURL_VERSION_HTTPS_PROXY, "HTTPS-proxy"), (CURL_VERSION_IDN, "IDN"),
            (CURL_VERSION_IPV6, "IPv6"), (CURL_VERSION_LIBZ, "libz"), (CURL_VERSION_PSL, "PSL"),
            (CURL_VERSION_SSL, "SSL"), (CURL_VERSION_UNIX_SOCKETS, "UnixSockets"), (CURL_VERSION_ZSTD, "zstd"),
        ]
        return known.filter { bits & $0.bit != 0 }.map(\.name)
    }
}
