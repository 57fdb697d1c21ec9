import HTTPValues
import Testing

@Suite("Base64")
struct Base64Tests {
    @Test(
        "Encoding and decoding match the vectors of RFC 4648 section 10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"), ("user:pass", "dXNlcjpwYXNz"),
        ])
    func vectors(text: String, encoded: String) {
        #expect(Base64.encode(Bytes(text)) == encoded)
        #expect(Base64.decode(encoded) == Bytes(text))
    }

    @Test("All byte values survive a round trip")
    func allBytes() {
        let bytes = Bytes(UInt8.min...UInt8.max)
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }

    @Test(
        "Anything but padded Base64 is rejected",
        arguments: ["Zg", "Zg=", "Z===", "Zm9v=", "Z g=", "Zm-_", "====", "Zg==Zg==", "é==="])
    func malformed(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
