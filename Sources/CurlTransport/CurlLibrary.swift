import CCurl

/// libcurl itself: its one-time set-up and what this build of it can do.
public enum CurlLibrary {
    /// Sets libcurl up for this process, once. `curl_global_cleanup` is never called: loop threads may still run
    /// when the process exits.
    private static let isReady: Bool = duet_curl_global_init() == CURLE_OK

    /// Must come before any other call into libcurl.
    static func setUp() {
        _ = isReady
    }

    /// The version and the libraries inside, such as `libcurl/7.88.1 OpenSSL/3.0.19 …`.
    public static let version: String = {
        setUp()
        return String(cString: curl_version())
    }()

    /// Whether a handle that has carried a transfer may carry another.
    ///
    /// Before 8.3.0 a used handle keeps a pointer to the last field of its last response, which was freed; a response
    /// whose first field line is folded makes libcurl follow it (curl issues 11101 and 11620).
    static let mayReuseHandles: Bool = {
        setUp()
        return curl_version_info(CURLVERSION_FIRST).pointee.version_num >= 0x08_03_00
    }()

    /// The text of a result code.
    static func text(of code: CURLcode) -> String {
        String(cString: curl_easy_strerror(code))
    }
}
