import CCurl
import HTTPValues

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

    /// The text of a result code.
    static func text(of code: CURLcode) -> String {
        String(cString: curl_easy_strerror(code))
    }
}
