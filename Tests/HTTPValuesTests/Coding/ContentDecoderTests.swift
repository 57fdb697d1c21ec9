import HTTPValues
import Testing

@Suite("Content decoding")
struct ContentDecoderTests {
    static let hello = Bytes("hello hello hello")

    /// `hello hello hello` as compressed by other programs.
    static let foreign: [(coding: String, hex: String)] = [
        ("gzip", "1f8b08000000000002ffcb48cdc9c957c84090008088f9e511000000"),
        // With an extra field, a file name, a comment and a header checksum.
        (
            "gzip",
            "1f8b081e0000000002030400616200006e616d652e747874006e6f7465000297cb48cdc9c957c84090008088f9e511000000"
        ),
        ("deflate", "789ccb48cdc9c957c84090003a2e067d"),
        ("deflate", "cb48cdc9c957c8409000"),
        ("br", "0b088068656c6c6f2068656c6c6f2068656c6c6f03"),
        ("zstd", "28b52ffd04586500003068656c6c6f200100314a11a2ed1e0c"),
    ]

    @Test(
        "Every coding round-trips", arguments: ContentCoding.allCases,
        [0, 1, 2, 100, 5000, 300_000, 400_001])
    func roundTrip(coding: ContentCoding, size: Int) throws {
        let body = Self.body(size)
        let encoded = try ContentEncoder.encode(body, as: coding)
        #expect(try ContentDecoder.decode(encoded, contentEncoding: [coding.rawValue]) == body)
        for piece in [1, 7, 1024] where size <= 5000 || piece == 1024 {
            #expect(try pieces(of: encoded, coding.rawValue, fedBy: piece).joined == body)
        }
    }

    @Test("Every level is accepted", arguments: ContentCoding.allCases, [-100, 0, 1, 9, 100])
    func levels(coding: ContentCoding, level: Int) throws {
        let body = Self.body(5000)
        let encoded = try ContentEncoder.encode(body, as: coding, level: level)
        #expect(try ContentDecoder.decode(encoded, contentEncoding: [coding.rawValue]) == body)
    }

    @Test(
        "Listed codings are decoded in reverse order",
        arguments: [
            (["gzip"], [ContentCoding.gzip]), ([" GZIP "], [.gzip]), (["x-gzip"], [.gzip]), (["X-GZip"], [.gzip]),
            (["gzip, br"], [.gzip, .br]), (["gzip", "br"], [.gzip, .br]), (["identity, gzip,, "], [.gzip]),
            (["gzip,identity"], [.gzip]), (["deflate, gzip, zstd, br, gzip"], [.deflate, .gzip, .zstd, .br, .gzip]),
            // The outer coding is decoded, and the unknown one inside stays raw.
            (["foo, gzip"], [.gzip]), (["br, foo, gzip"], [.gzip]),
        ])
    func order(lines: [String], applied: [ContentCoding]) throws {
        let body = Self.body(5000)
        let encoded = try applied.reduce(body) { try ContentEncoder.encode($0, as: $1) }
        #expect(try ContentDecoder.decode(encoded, contentEncoding: lines) == body)
        #expect(try pieces(of: encoded, lines, fedBy: 1).joined == body)
    }

    @Test(
        "Nothing is decoded without a known coding",
        arguments: [[], [""], ["identity"], ["foo"], ["gzip, foo"], [", ,"]])
    func nothingToDecode(lines: [String]) throws {
        #expect(try ContentDecoder.decode("raw", contentEncoding: lines) == "raw")
        if case .some = try ContentDecoder(contentEncoding: lines) { Issue.record("there is a decoder") }
    }

    @Test("More than five codings are rejected")
    func tooManyCodings() {
        let error = ContentDecodingError(coding: nil, reason: .tooManyCodings(6))
        #expect(throws: error) {
            try ContentDecoder.decode("", contentEncoding: ["gzip, gzip, br", "gzip, deflate, zstd"])
        }
    }

    @Test("An empty body is valid in every coding", arguments: ["gzip", "deflate", "br", "zstd", "gzip, br, zstd"])
    func emptyBody(coding: String) throws {
        #expect(try ContentDecoder.decode(Bytes(), contentEncoding: [coding]).isEmpty)
    }

    @Test("Data from other programs is decoded", arguments: foreign)
    func foreignData(coding: String, hex: String) throws {
        #expect(try ContentDecoder.decode(Bytes(hex: hex), contentEncoding: [coding]) == Self.hello)
        #expect(try pieces(of: Bytes(hex: hex), coding, fedBy: 1).joined == Self.hello)
    }

    @Test("Consecutive members are one body", arguments: ["gzip", "zstd"], [1, 5, 4096])
    func members(name: String, piece: Int) throws {
        let coding = try #require(ContentCoding(rawValue: name))
        let parts = [Self.body(9), Bytes(), Self.body(70_000), Self.body(1)]
        let encoded = try parts.map { try ContentEncoder.encode($0, as: coding) }.joined
        #expect(try pieces(of: encoded, name, fedBy: piece).joined == parts.joined)
        #expect(try ContentDecoder.decode(encoded, contentEncoding: [name]) == parts.joined)
    }

    @Test("A member may end within a chunk that starts the next one", arguments: [1024, 2048, 4096], [1, 2])
    func memberAtPieceEnd(size: Int, ahead: Int) throws {
        let body = Bytes(repeating: 0, count: size)
        let member = try ContentEncoder.encode(body, as: .gzip)
        #expect(try pieces(of: [member, member].joined, "gzip", fedBy: member.count + ahead).joined.count == 2 * size)
    }

    @Test(
        "gzip and deflate ignore data after the end", arguments: ["gzip", "deflate"],
        ["x", "garbage", "\u{1F}", "\u{1F}x", "\0\0\0\0"])
    func ignoredRest(name: String, garbage: String) throws {
        let coding = try #require(ContentCoding(rawValue: name))
        let encoded = try [ContentEncoder.encode(Self.hello, as: coding), Bytes(garbage)].joined
        for piece in [1, encoded.count] {
            #expect(try pieces(of: encoded, name, fedBy: piece).joined == Self.hello)
        }
    }

    @Test("Brotli and zstd reject data after the end", arguments: [1, 1000])
    func refusedRest(piece: Int) throws {
        let brotli = try [ContentEncoder.encode(Self.hello, as: .br), "garbage"].joined
        #expect(throws: ContentDecodingError(coding: .br, reason: .trailingData)) {
            try pieces(of: brotli, "br", fedBy: piece)
        }
        let zstd = try [ContentEncoder.encode(Self.hello, as: .zstd), "garbage"].joined
        #expect(throws: ContentDecodingError(coding: .zstd, reason: .corrupt("Unknown frame descriptor"))) {
            try pieces(of: zstd, "zstd", fedBy: piece)
        }
    }

    @Test("A body truncated anywhere is an error", arguments: ContentCoding.allCases)
    func truncation(coding: ContentCoding) throws {
        let encoded = try ContentEncoder.encode(Self.body(300), as: coding)
        for count in 1..<encoded.count {
            #expect(throws: ContentDecodingError(coding: coding, reason: .truncated), "\(count) bytes") {
                try ContentDecoder.decode(encoded.slice(0..<count), contentEncoding: [coding.rawValue])
            }
        }
    }

    @Test("A truncated second member is an error")
    func truncatedMember() throws {
        let member = try ContentEncoder.encode(Self.hello, as: .gzip)
        for count in 2..<member.count {
            #expect(throws: ContentDecodingError(coding: .gzip, reason: .truncated)) {
                try ContentDecoder.decode([member, member.slice(0..<count)].joined, contentEncoding: ["gzip"])
            }
        }
    }

    @Test(
        "Plain text labeled with a coding is corrupt",
        arguments: [
            ("gzip", "incorrect header check"), ("deflate", "invalid stored block lengths"),
            ("zstd", "Unknown frame descriptor"),
        ])
    func plainText(coding: String, reason: String) throws {
        let error = ContentDecodingError(coding: ContentCoding(rawValue: coding), reason: .corrupt(reason))
        for piece in [1, 100] {
            #expect(throws: error) { try pieces(of: "hello, not compressed", coding, fedBy: piece) }
        }
        #expect(error.description == "The \(coding) body cannot be decoded: \(reason)")
    }

    @Test("A preset dictionary is rejected")
    func presetDictionary() throws {
        #expect(throws: ContentDecodingError(coding: .deflate, reason: .corrupt("needs a preset dictionary"))) {
            try ContentDecoder.decode(Bytes(hex: "78f9000000014bcb4a01"), contentEncoding: ["deflate"])
        }
    }

    @Test("A zstd window larger than 8 MiB is rejected")
    func window() throws {
        // A frame of one empty block that requires 16 MiB (window descriptor 0x70), and one that requires 8 MiB.
        let reason = ContentDecodingError.Reason.corrupt("Frame requires too much memory for decoding")
        #expect(throws: ContentDecodingError(coding: .zstd, reason: reason)) {
            try ContentDecoder.decode(Bytes(hex: "28b52ffd0070010000"), contentEncoding: ["zstd"])
        }
        #expect(try ContentDecoder.decode(Bytes(hex: "28b52ffd0068010000"), contentEncoding: ["zstd"]).isEmpty)
    }

    @Test("Damaged data fails or stays within the limit", arguments: ContentCoding.allCases)
    func damage(coding: ContentCoding) throws {
        let encoded = try ContentEncoder.encode(Self.body(400), as: coding)
        for position in encoded.indices {
            var damaged = Array(encoded)
            damaged[position] ^= UInt8(truncatingIfNeeded: 1 << (position % 8))
            let decoded = try? ContentDecoder.decode(
                Bytes(damaged), contentEncoding: [coding.rawValue], limit: 1 << 20)
            #expect(decoded?.count ?? 0 <= 1 << 20)
        }
    }

    @Test("After an error the decoder throws the same error again")
    func errorStays() throws {
        guard var decoder = try ContentDecoder(contentEncoding: ["gzip"]) else {
            Issue.record("no decoder")
            return
        }
        decoder.push("no gzip at all")
        let error = ContentDecodingError(coding: .gzip, reason: .corrupt("incorrect header check"))
        for _ in 0..<3 {
            var caught: ContentDecodingError?
            do throws(ContentDecodingError) { _ = try decoder.next() } catch { caught = error }
            #expect(caught == error)
        }
        var caught: ContentDecodingError?
        do throws(ContentDecodingError) { try decoder.finish() } catch { caught = error }
        #expect(caught == error)
    }

    @Test(
        "Every error has a message",
        arguments: [
            ContentDecodingError.Reason.truncated, .trailingData, .tooManyCodings(9), .tooLarge(limit: 3),
            .stalled(after: 7), .corrupt("x"),
        ])
    func messages(reason: ContentDecodingError.Reason) {
        #expect(ContentDecodingError(coding: nil, reason: reason).description.hasPrefix("The body "))
        #expect(ContentDecodingError(coding: .br, reason: reason).description.hasPrefix("The br body "))
    }

    @Test("Accept-Encoding lists every coding")
    func offer() {
        #expect(ContentCoding.acceptEncoding == "gzip, deflate, br, zstd")
    }

    /// Text with enough repetition to shrink, but no pattern that a format could reduce to nothing.
    static func body(_ size: Int) -> Bytes {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        return Bytes(
            (0..<size).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 61)
            })
    }
}

/// Decodes `encoded`, fed in chunks of `size` bytes, and returns the decoded chunks.
func pieces(of encoded: Bytes, _ codings: [String], fedBy size: Int) throws -> [Bytes] {
    guard var decoder = try ContentDecoder(contentEncoding: codings) else { return [encoded] }
    var result: [Bytes] = []
    for start in stride(from: 0, to: encoded.count, by: size) {
        decoder.push(encoded.slice(start..<min(start + size, encoded.count)))
        while let piece = try decoder.next() {
            #expect(!piece.isEmpty && piece.count <= ContentDecoder.maximumPiece)
            result.append(piece)
        }
    }
    try decoder.finish()
    return result
}

@discardableResult
func pieces(of encoded: Bytes, _ coding: String, fedBy size: Int) throws -> [Bytes] {
    try pieces(of: encoded, [coding], fedBy: size)
}

extension [Bytes] {
    /// All bytes in one value.
    var joined: Bytes {
        var builder = ByteBuilder()
        for bytes in self { builder.append(bytes) }
        return builder.take()
    }
}

extension Bytes {
    /// Creates bytes from pairs of hexadecimal digits.
    init(hex: String) {
        let digits = hex.compactMap(\.hexDigitValue)
        self.init(stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
    }
}
