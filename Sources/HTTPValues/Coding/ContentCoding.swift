/// A way to compress a body, as `Content-Encoding` and `Accept-Encoding` name it (RFC 9110 section 8.4.1).
public enum ContentCoding: String, Sendable, Hashable, CaseIterable {
    /// RFC 1952; several members in a row are one body.
    case gzip
    /// The zlib format of RFC 1950. Many servers send bare RFC 1951 data under this name, so both are read.
    case deflate
    /// Brotli (RFC 7932).
    case br
    /// Zstandard (RFC 8878, with the window of RFC 9659); several frames in a row are one body.
    case zstd

    /// Every coding that ``ContentDecoder`` undoes, as an `Accept-Encoding` value.
    public static let acceptEncoding = allCases.map(\.rawValue).joined(separator: ", ")

    /// The coding of that name; case does not matter and `x-gzip` is gzip (RFC 9110 section 8.4.1.3).
    public init?(name: some StringProtocol) {
        let name = name.lowercased()
        self.init(rawValue: name == "x-gzip" ? "gzip" : name)
    }
}

extension ContentCoding {
    /// How many codings one body may be wrapped in. Every layer multiplies what a small body can grow to.
    public static let maximumLayers = 5

    /// The codings to undo, in that order, for the given `Content-Encoding` lines.
    ///
    /// Codings are listed in the order in which they were applied, so the last comes off first. Behind one
    /// that is unknown nothing can be undone: what lies inside it stays as it is.
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
