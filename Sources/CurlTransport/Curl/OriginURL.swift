import CCurl
import HTTPValues

/// An origin as libcurl keeps a parsed URL, so that it need not be parsed for every request.
final class OriginURL {
    let text: String
    private let url: OpaquePointer

    /// Nil when libcurl cannot read it.
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

    /// What `CURLOPT_CURLU` takes.
    var pointer: UnsafeMutableRawPointer { UnsafeMutableRawPointer(url) }
}

/// The parsed origins of a pool.
struct OriginURLs {
    private var known: [String: OriginURL] = [:]

    /// More origins than this are parsed anew.
    private static let limit = 1000

    /// The origin of that text; nil when libcurl cannot read it.
    mutating func url(of origin: String) -> OriginURL? {
        if let url = known[origin] { return url }
        guard let url = OriginURL(origin) else { return nil }
        if known.count >= Self.limit { known = [:] }
        known[origin] = url
        return url
    }
}
