import CCurl
import HTTPValues

/// An origin as a parsed libcurl URL, so that it is not parsed for every request.
final class OriginURL {
    let text: String
    private let url: OpaquePointer

    /// Returns nil if libcurl cannot parse it.
    init?(_ text: String) {
        guard let url = curl_url() else { return nil }
        guard curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK else {
            curl_url_cleanup(url)
            return nil
        }
        self.text = text
        self.url = url
    }

    deinit {
        curl_url_cleanup(url)
    }

    /// The value for `CURLOPT_CURLU`.
    var pointer: UnsafeMutableRawPointer { UnsafeMutableRawPointer(url) }
}

/// The parsed origins of a client.
struct OriginURLs {
    private var known: [String: OriginURL] = [:]

    /// The number of cached origins at which the cache is cleared.
    private static let limit = 1000

    /// Returns the parsed origin; nil if libcurl cannot parse it.
    mutating func url(of origin: String) -> OriginURL? {
        if let url = known[origin] { return url }
        guard let url = OriginURL(origin) else { return nil }
        if known.count >= Self.limit { known = [:] }
        known[origin] = url
        return url
    }
}
