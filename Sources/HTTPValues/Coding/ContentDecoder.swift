/// Decodes the content codings of a body as it arrives.
///
/// Push input in chunks of any size and pull output in chunks of at most ``maximumPiece`` bytes. Even for a body that
/// grows a thousandfold, memory is limited to one chunk per coding:
///
/// ```swift
/// guard var decoder = try ContentDecoder(contentEncoding: headers.all("content-encoding")) else { … }
/// decoder.push(chunk)
/// while let piece = try decoder.next() { use(piece) }
/// try decoder.finish()   // when the body has ended
/// ```
package struct ContentDecoder: ~Copyable, Sendable {
    /// The maximum number of bytes that ``next()`` returns at once: 256 KiB.
    package static let maximumPiece = 256 << 10

    /// In decoding order: the first reads the received bytes.
    private let stages: [DecodingStage]
    private var failure: ContentDecodingError?

    /// Creates a decoder for a body with these `Content-Encoding` lines, or nil if there is nothing to decode.
    ///
    /// Names are case-insensitive, `identity` is skipped, `x-gzip` is gzip, and codings are removed from last to first
    /// across all lines (RFC 9110 section 8.4). Decoding stops at an unknown coding; its content stays encoded.
    ///
    /// - Throws: ``ContentDecodingError`` if more than ``ContentCoding/maximumLayers`` codings are listed.
    package init?(contentEncoding values: [String]) throws(ContentDecodingError) {
        let layers = try ContentCoding.layers(of: values)
        guard !layers.isEmpty else { return nil }
        stages = try layers.map { coding throws(ContentDecodingError) in try DecodingStage(coding) }
    }

    /// Adds the next bytes of the body. Call ``next()`` until it returns nil before pushing more.
    package mutating func push(_ input: Bytes) {
        stages.first?.push(input)
    }

    /// Returns the next decoded chunk, which is never empty, or nil if more input is needed.
    ///
    /// - Throws: ``ContentDecodingError``. Later calls throw the same error.
    package mutating func next() throws(ContentDecodingError) -> Bytes? {
        if let failure { throw failure }
        do throws(ContentDecodingError) {
            return try pull(stages.endIndex - 1)
        } catch {
            failure = error
            throw error
        }
    }

    /// Ends the body. An empty body is valid for all codings.
    ///
    /// - Throws: ``ContentDecodingError`` if the compressed data is incomplete.
    package mutating func finish() throws(ContentDecodingError) {
        if let failure { throw failure }
        for stage in stages { try stage.finish() }
    }

    private func pull(_ index: Int) throws(ContentDecodingError) -> Bytes? {
        let stage = stages[index]
        while true {
            if let piece = try stage.next() { return piece }
            guard index > 0, let input = try pull(index - 1) else { return nil }
            stage.push(input)
        }
    }
}

extension ContentDecoder {
    /// Decodes a complete body.
    ///
    /// - Parameters:
    ///   - whole: The body as received.
    ///   - contentEncoding: Its `Content-Encoding` lines.
    ///   - limit: The maximum size of the result, or nil for no limit.
    /// - Throws: ``ContentDecodingError``, also if the result exceeds `limit`.
    package static func decode(
        _ whole: Bytes, contentEncoding: [String], limit: Int? = nil
    ) throws(ContentDecodingError) -> Bytes {
        guard var decoder = try ContentDecoder(contentEncoding: contentEncoding) else {
            try check(whole.count, against: limit)
            return whole
        }
        decoder.push(whole)
        guard let first = try decoder.next() else {
            try decoder.finish()
            return Bytes()
        }
        try check(first.count, against: limit)
        guard let second = try decoder.next() else {
            try decoder.finish()
            return first
        }
        var result = ByteBuilder()
        result.append(first)
        var piece: Bytes? = second
        while let more = piece {
            try check(result.count + more.count, against: limit)
            result.append(more)
            piece = try decoder.next()
        }
        try decoder.finish()
        return result.take()
    }

    private static func check(_ count: Int, against limit: Int?) throws(ContentDecodingError) {
        guard let limit, count > limit else { return }
        throw ContentDecodingError(coding: nil, reason: .tooLarge(limit: limit))
    }
}
