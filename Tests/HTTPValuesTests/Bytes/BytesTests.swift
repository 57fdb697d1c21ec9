import HTTPValues
import Testing

@Suite("Bytes")
struct BytesTests {
    @Test("Independent slices count from zero, and range subscripts keep the original indices")
    func slices() {
        let bytes = Bytes([10, 11, 12, 13, 14])
        let own = bytes.slice(2..<4)
        #expect(Array(own) == [12, 13])
        #expect(own[0] == 12)
        #expect(bytes[2..<4].first == 12)
        #expect(bytes[2...].firstIndex(of: 13) == 3)
        #expect(Array(own.slice(1..<2)) == [13])
    }

    @Test("A builder collects chunks of any size", arguments: [0, 1, 100, 16 << 10, 5 << 20])
    func builder(size: Int) {
        var builder = ByteBuilder()
        let piece = Bytes(repeating: 7, count: size)
        for _ in 0..<3 { builder.append(piece) }
        #expect(builder.count == 3 * size)
        let all = builder.take()
        #expect(all.count == 3 * size)
        #expect(all.allSatisfy { $0 == 7 })
        #expect(builder.take().isEmpty)
    }

    @Test("Equality and hashing depend only on the bytes")
    func equality() {
        let whole = Bytes("xabcx")
        #expect(whole.slice(1..<4) == Bytes("abc"))
        #expect(whole.slice(1..<4).hashValue == Bytes("abc").hashValue)
        #expect(Bytes("abc") != Bytes("abd"))
        #expect(Bytes() == Bytes([]))
    }

    @Test("Recycled memory never shows through")
    func recycling() {
        for round in 0..<100 {
            let bytes = Bytes(repeating: UInt8(round), count: 40_000)
            #expect(bytes.allSatisfy { $0 == UInt8(round) })
        }
    }

    @Test("The description shows the size instead of the content")
    func description() {
        #expect("\(Bytes("secret"))" == "6 bytes")
    }
}
