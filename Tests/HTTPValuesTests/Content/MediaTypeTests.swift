import HTTPValues
import Testing

@Suite("Media types")
struct MediaTypeTests {
    @Test(
        "Type, subtype and charset are parsed",
        arguments: [
            ("text/html", "text/html", nil), ("Text/HTML; Charset=UTF-8", "text/html", "UTF-8"),
            ("text/plain;charset=\"utf-16\"", "text/plain", "utf-16"),
            ("text/plain ; charset = koi8-r ; x", "text/plain", "koi8-r"),
            ("text/plain; a=\"x;charset=bad\"; charset=ok", "text/plain", "ok"),
            ("text/plain; a=\"\\\"\"; charset=ok", "text/plain", "ok"),
            ("text/plain; charset=", "text/plain", nil), ("text/plain; charset=a; charset=b", "text/plain", "a"),
            ("text", "text", nil), ("", "", nil), (";;;=;charset=x", "", "x"),
            ("text/plain; a=\"open", "text/plain", nil),
        ])
    func parsing(text: String, essence: String, charset: String?) {
        let type = MediaType(parsing: text)
        #expect(type.essence == essence)
        #expect(type.charset == charset)
    }

    @Test("The number of parameters is limited, and their names are case-insensitive")
    func parameters() {
        let type = MediaType(parsing: "a/b" + (0..<1000).map { "; p\($0)=\($0)" }.joined())
        #expect(type.parameters.count == 64)
        #expect(type.parameter("P63") == "63")
        #expect(MediaType(parsing: "multipart/form-data; boundary=\"a b\"").parameter("Boundary") == "a b")
    }

    @Test(
        "JSON is recognized by its type or suffix",
        arguments: [
            ("application/json", true), ("application/vnd.api+json; charset=x", true), ("application/json5", false),
            ("text/json", false),
        ])
    func json(text: String, isJSON: Bool) {
        #expect(MediaType(parsing: text).isJSON == isJSON)
    }
}
