import FoundationEssentials
import TestSupport
import Testing

/// Duet builds with the headers of libcurl 7.81, so it uses newer names only by number.
@Suite("Headers of an old libcurl")
struct OldHeadersTests {
    /// Names that libcurl got after 7.81.
    private static let newerNames = [
        "CURLOPT_PROTOCOLS_STR", "CURLOPT_REDIR_PROTOCOLS_STR", "CURLOPT_QUICK_EXIT", "CURLOPT_CA_CACHE_TIMEOUT",
        "CURLOPT_SSH_HOSTKEYFUNCTION", "CURLOPT_SSH_HOSTKEYDATA", "CURLOPT_WS_OPTIONS", "CURLOPT_HAPROXY_CLIENT_IP",
        "CURLOPT_ECH", "CURLOPT_SERVER_RESPONSE_TIMEOUT_MS", "CURLOPT_TCP_KEEPCNT", "CURLOPT_UPLOAD_FLAGS",
        "CURLOPT_SSL_SIGNATURE_ALGORITHMS", "CURLMOPT_NETWORK_CHANGED", "CURLMOPT_QUICK_EXIT",
        "CURLMOPT_NOTIFYFUNCTION", "CURLMOPT_NOTIFYDATA", "CURLINFO_CAPATH", "CURLINFO_CAINFO", "CURLINFO_CONN_ID",
        "CURLINFO_XFER_ID", "CURLINFO_USED_PROXY", "CURLINFO_QUEUE_TIME_T", "CURLINFO_POSTTRANSFER_TIME_T",
        "CURLINFO_EARLYDATA_SENT_T", "CURLINFO_HTTPAUTH_USED", "CURLINFO_PROXYAUTH_USED", "CURLE_UNRECOVERABLE_POLL",
        "CURLE_TOO_LARGE", "CURLE_ECH_REQUIRED", "CURLUE_LACKS_IDN", "CURLUE_TOO_LARGE", "CURL_HTTP_VERSION_3ONLY",
        "CURL_VERSION_THREADSAFE", "CURLVERSION_ELEVENTH", "CURLVERSION_TWELFTH", "CURLU_PUNYCODE", "CURLU_PUNY2IDN",
        "CURLU_GET_EMPTY", "CURLU_NO_GUESS_SCHEME", "CURL_WRITEFUNC_ERROR", "feature_names", "rtmp_version",
        "curl_easy_header", "curl_easy_nextheader", "curl_ws_recv", "curl_ws_send", "curl_ws_meta",
        "curl_global_trace", "curl_multi_get_handles", "curl_multi_waitfds", "curl_multi_get_offt",
        "curl_multi_notify_enable", "curl_easy_ssls_export", "curl_easy_ssls_import",
    ]
    private static let sources = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/") + "/Sources"

    @Test("The C functions compile without the newer names")
    func header() async throws {
        let program = """
            #define CURL_NO_OLDIES 1
            #define CURL_DISABLE_TYPECHECK 1
            #include <curl/curl.h>
            #pragma GCC poison \(Self.newerNames.joined(separator: " "))
            #include "\(Self.sources)/CCurl/CCurl.h"
            """
        let folder = try TemporaryFolder()
        let file = folder.path + "/old.c"
        try program.write(toFile: file, atomically: true, encoding: .utf8)
        let result = try await Subprocess("clang", ["-fsyntax-only", "-Wall", file]).run()
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test("The Swift files do not contain the newer names")
    func sources() throws {
        let folder = Self.sources + "/CurlTransport"
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
        #expect(files.count > 20)
        for file in files {
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
            #expect(words.isDisjoint(with: Self.newerNames), "\(file)")
        }
    }
}
