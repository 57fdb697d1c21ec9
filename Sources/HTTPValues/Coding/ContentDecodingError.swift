/// An error for a compressed body that cannot be decoded.
package struct ContentDecodingError: Error, Hashable {
    /// The reason that a body cannot be decoded.
    package enum Reason: Sendable, Hashable {
        /// The data is corrupt. The string is the decompressor's message.
        case corrupt(String)
        /// The body ends before the compressed data does.
        case truncated
        /// More data follows the end of the compressed data. Only for `br`: gzip and deflate ignore it, and zstd treats
        /// it as a corrupt frame.
        case trailingData
        /// This many codings are listed, more than ``ContentCoding/maximumLayers``.
        case tooManyCodings(Int)
        /// The decoded body exceeds this many bytes.
        case tooLarge(limit: Int)
        /// This many consecutive bytes of input produced no output, which no honest body does.
        case stalled(after: Int)
    }

    /// The coding that failed, or nil if the error is not about a single coding.
    package let coding: ContentCoding?
    /// The reason that the body cannot be decoded.
    package let reason: Reason

    /// Creates an error.
    package init(coding: ContentCoding?, reason: Reason) {
        self.coding = coding
        self.reason = reason
    }
}

extension ContentDecodingError: CustomStringConvertible {
    package var description: String {
        let body = coding.map { "The \($0.rawValue) body" } ?? "The body"
        return switch reason {
        case .corrupt(let text): "\(body) cannot be decoded: \(text)"
        case .truncated: "\(body) ends too early"
        case .trailingData: "\(body) is followed by data that does not belong to it"
        case .tooManyCodings(let count):
            "\(body) has \(count) content codings, more than \(ContentCoding.maximumLayers)"
        case .tooLarge(let limit): "\(body) is longer than \(limit) bytes when decoded"
        case .stalled(let count): "\(body) gave no output for \(count) bytes of input"
        }
    }
}
