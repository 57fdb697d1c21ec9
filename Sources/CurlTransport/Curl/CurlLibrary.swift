import CCurl
import HTTPValues

/// The libcurl library: its one-time setup, and what it can do.
public enum CurlLibrary {
    /// Sets up libcurl for this process, once. `curl_global_cleanup` is never called, because loop threads may still
    /// run when the process exits.
    private static let isReady: Bool = duet_curl_global_init() == CURLE_OK

    /// Must be called before any other libcurl function.
    static func setUp() {
        _ = isReady
    }

    /// The versions of libcurl and the libraries it uses, such as `libcurl/7.88.1 OpenSSL/3.0.19 …`.
    public static let version: String = {
        setUp()
        return String(cString: curl_version())
    }()

    /// What this libcurl can do.
    package static let capabilities: CurlCapabilities = {
        setUp()
        return .detect()
    }()

    /// What is special about this libcurl.
    static let quirks = CurlQuirks(capabilities.version)

    /// Returns the text of a result code.
    static func text(of code: CURLcode) -> String {
        String(cString: curl_easy_strerror(code))
    }
}
