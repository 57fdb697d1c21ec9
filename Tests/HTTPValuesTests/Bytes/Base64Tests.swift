import HTTPValues
import Testing

@Suite("Base 64")
struct Base64Tests {
    @Test(
        "Texts and bytes are those of RFC 4648 section 10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"), ("user:pass", "dXNlcjpwYXNz"),
        ])
    func vectors(text: String, encoded: String) {
        #expect(Base64.encode(Bytes(text)) == encoded)
        #expect(Base64.decode(encoded) == Bytes(text))
    }

    @Test("All bytes come back")
    func allBytes() {
        let bytes = Bytes(UInt8.min...UInt8.max)
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }

    @Test(
        "Text that is not padded base 64 is refused",
        arguments: ["Zg", "Zg=", "Z===", "Zm9v=", "Z g=", "Zm-_", "====", "Zg==Zg==", "é==="])
    func malformed(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
