import Glibc
import HTTPValues
import Testing

@Suite("Decompression bombs")
struct ContentBombTests {
    /// 16 MiB of zeros. They compress so well that 64 copies in a row are a bomb of 1 GiB.
    private static let zeros = Bytes(repeating: 0, count: 16 << 20)

    @Test("A gibibyte of zeros is decoded in bounded chunks", arguments: [ContentCoding.gzip, .zstd])
    func bomb(coding: ContentCoding) throws {
        let member = try ContentEncoder.encode(Self.zeros, as: coding)
        guard var decoder = try ContentDecoder(contentEncoding: [coding.rawValue]) else {
            Issue.record("no decoder")
            return
        }
        let before = try residentBytes()
        var total = 0
        for _ in 0..<64 {
            decoder.push(member)
            while let piece = try decoder.next() {
                #expect(piece.count <= ContentDecoder.maximumPiece)
                total += piece.count
            }
        }
        try decoder.finish()
        #expect(total == 1 << 30)
        #expect(try residentBytes() - before < 256 << 20)
    }

    @Test("Decoding stops at the limit", arguments: ContentCoding.allCases)
    func limit(coding: ContentCoding) throws {
        let encoded = try ContentEncoder.encode(Self.zeros, as: coding)
        #expect(throws: ContentDecodingError(coding: nil, reason: .tooLarge(limit: 1 << 20))) {
            try ContentDecoder.decode(encoded, contentEncoding: [coding.rawValue], limit: 1 << 20)
        }
        let exact = try ContentDecoder.decode(encoded, contentEncoding: [coding.rawValue], limit: 16 << 20)
        #expect(exact.count == 16 << 20)
    }

    @Test("The limit applies to an uncompressed body too")
    func limitUncompressed() {
        #expect(throws: ContentDecodingError(coding: nil, reason: .tooLarge(limit: 3))) {
            try ContentDecoder.decode("1234", contentEncoding: [], limit: 3)
        }
    }

    @Test("A long run of nested empty members is rejected")
    func nestedEmptyMembers() throws {
        // 20 bytes that decode to nothing, 8 million times, wrapped twice. The body is a few kilobytes.
        let nothing = Array(try ContentEncoder.encode(Bytes(), as: .gzip))
        let block = Bytes((0..<50_000).flatMap { _ in nothing })
        let layer = try ContentEncoder.encode(block, as: .gzip)
        let outer = try ContentEncoder.encode(Bytes((0..<160).flatMap { _ in Array(layer) }), as: .gzip)
        #expect(outer.count < 64 << 10)
        let error = #expect(throws: ContentDecodingError.self) {
            try ContentDecoder.decode(outer, contentEncoding: ["gzip, gzip, gzip"])
        }
        guard case .stalled(let count) = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(count < 32 << 20)
    }

    @Test("A long run of garbage after a nested body is rejected")
    func garbageAfterNestedBody() throws {
        // 1 GiB of zeros after the inner end.
        let zeros = Array(try ContentEncoder.encode(Self.zeros, as: .gzip))
        let inner = try ContentEncoder.encode(ContentEncoder.encode("body", as: .deflate), as: .gzip)
        let encoded = Bytes(Array(inner) + (0..<64).flatMap { _ in zeros })
        let error = #expect(throws: ContentDecodingError.self) {
            try ContentDecoder.decode(encoded, contentEncoding: ["deflate, gzip"])
        }
        #expect(error?.coding == .deflate)
        #expect(error?.description.contains("gave no output") == true)
    }
}

/// The resident memory of the process (`/proc/self/statm`, second number, in pages).
private func residentBytes() throws -> Int {
    let file = open("/proc/self/statm", O_RDONLY)
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 128)
    let count = read(file, &buffer, buffer.count)
    let fields = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self).split(separator: " ")
    return try #require(fields.dropFirst().first.flatMap { Int($0) }) * sysconf(Int32(_SC_PAGESIZE))
}
