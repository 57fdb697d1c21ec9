import HTTPValues
import Testing

@Suite("Forms")
struct FormEncodingTests {
    @Test("Each style writes repeated names in its own order")
    func encoding() {
        let fields: QueryParameters = ["a": "1 2", "b": "é&=", "a": "~"]
        #expect(FormEncoding.encode(fields) == "a=1+2&a=~&b=%C3%A9%26%3D")
        #expect(FormEncoding.encode(fields, dialect: .aiohttp) == "a=1+2&b=%C3%A9%26%3D&a=~")
        #expect(FormEncoding.encode(QueryParameters()) == "")
    }

    @Test(
        "Forms are parsed leniently",
        arguments: [
            ("", []), ("a=1", [("a", "1")]), ("a", [("a", "")]), ("=1", [("", "1")]), ("&&a=1&", [("a", "1")]),
            ("a=1=2", [("a", "1=2")]), ("a+b=%C3%A9%zz", [("a b", "é%zz")]), ("a=%FF", [("a", "\u{FFFD}")]),
            ("a=1&a=2", [("a", "1"), ("a", "2")]),
        ] as [(String, [(String, String)])])
    func decoding(text: String, fields: [(String, String)]) {
        for decoded in [FormEncoding.decode(text), FormEncoding.decode(Bytes(text))] {
            #expect(decoded.map(\.0) == fields.map(\.0))
            #expect(decoded.map(\.1) == fields.map(\.1))
        }
    }
}
