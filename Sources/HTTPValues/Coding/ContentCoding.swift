/// A compression of a body, as named in `Content-Encoding` and `Accept-Encoding` (RFC 9110 section 8.4.1).
package enum ContentCoding: String, Sendable, Hashable, CaseIterable {
    /// Gzip (RFC 1952). Consecutive members form one body.
    case gzip
    /// The zlib format of RFC 1950. Many servers send raw RFC 1951 data under this name, so both are accepted.
    case deflate
    /// Brotli (RFC 7932).
    case br
    /// Zstandard (RFC 8878, with the window of RFC 9659). Consecutive frames form one body.
    case zstd

    /// The codings that ``ContentDecoder`` supports, as an `Accept-Encoding` value.
    package static let acceptEncoding = allCases.map(\.rawValue).joined(separator: ", ")

    /// Creates a coding from its name, ignoring case. `x-gzip` is gzip (RFC 9110 section 8.4.1.3).
    package init?(name: some StringProtocol) {
        let name = name.lowercased()
        self.init(rawValue: name == "x-gzip" ? "gzip" : name)
    }
}

extension ContentCoding {
    /// The maximum number of codings of a body. Each layer multiplies the size that a small body can grow to.
    package static let maximumLayers = 5

    /// Returns the codings to undo for the given `Content-Encoding` lines, in decoding order.
    ///
    /// Codings are listed in the order they were applied, so the last is undone first. An unknown coding ends the list,
    /// because nothing inside it can be undone.
    package static func layers(of lines: [String]) throws(ContentDecodingError) -> [ContentCoding] {
        let names = lines.flatMap { $0.split(separator: ",") }
            .map { String(decoding: $0.utf8.trimmingBlanks, as: UTF8.self) }
            .filter { !$0.isEmpty && !$0.equalsIgnoringASCIICase("identity") }
        guard names.count <= maximumLayers else {
            throw ContentDecodingError(coding: nil, reason: .tooManyCodings(names.count))
        }
        var layers: [ContentCoding] = []
        for name in names.reversed() {
            guard let coding = ContentCoding(name: name) else { break }
            layers.append(coding)
        }
        return layers
    }
}
