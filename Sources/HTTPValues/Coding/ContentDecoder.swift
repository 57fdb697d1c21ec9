/// Undoes the content codings of a body while it arrives.
///
/// Input is pushed in pieces of any size, output pulled in pieces of at most ``maximumPiece`` bytes, so that a
/// body which grows a thousandfold costs the memory of one piece a coding, not of the whole:
///
/// ```swift
/// guard var decoder = try ContentDecoder(contentEncoding: headers.all("content-encoding")) else { … }
/// decoder.push(chunk)
/// while let piece = try decoder.next() { use(piece) }
/// try decoder.finish()   // when the body has ended
/// ```
public struct ContentDecoder: ~Copyable, Sendable {
    /// The most bytes that one call of ``next()`` gives: 256 KiB.
    public static let maximumPiece = 256 << 10

    /// In the order in which they come off: the first reads the wire.
    private let stages: [DecodingStage]
    private var failure: ContentDecodingError?

    /// A decoder for a body with these `Content-Encoding` lines, or nil when there is nothing to undo.
    ///
    /// Names are compared without case, `identity` is skipped, `x-gzip` is gzip, and the last listed coding comes
    /// off first, over all lines (RFC 9110 section 8.4). At an unknown coding it stops: what is inside stays raw.
    ///
    /// - Throws: ``ContentDecodingError`` when more than ``ContentCoding/maximumLayers`` codings are listed.
    public init?(contentEncoding values: [String]) throws(ContentDecodingError) {
        let layers = try ContentCoding.layers(of: values)
        guard !layers.isEmpty else { return nil }
        stages = try layers.map { coding throws(ContentDecodingError) in try DecodingStage(coding) }
    }

    /// Takes the next bytes of the body. Call ``next()`` until it gives nil before pushing more.
    public mutating func push(_ input: Bytes) {
        stages.first?.push(input)
    }

    /// The next decoded piece, never empty, or nil when more input is wanted.
    ///
    /// - Throws: ``ContentDecodingError``; the decoder then gives the same error for ever.
    public mutating func next() throws(ContentDecodingError) -> Bytes? {
        if let failure { throw failure }
        do throws(ContentDecodingError) {
            return try pull(stages.endIndex - 1)
        } catch {
            failure = error
            throw error
        }
    }

    /// Says that the body has ended. An empty body is fine, whatever its codings.
    ///
    /// - Throws: ``ContentDecodingError`` when the compressed data is not complete.
    public mutating func finish() throws(ContentDecodingError) {
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
    /// Decodes a body that is there as a whole.
    ///
    /// - Parameters:
    ///   - whole: The body as it was received.
    ///   - contentEncoding: Its `Content-Encoding` lines.
    ///   - limit: The most bytes the result may have; nil for no limit.
    /// - Throws: ``ContentDecodingError``, also when the result would be longer than `limit`.
    public static func decode(
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
