import Testing

@testable import HTTPValues

@Suite("International names")
struct InternationalNameTests {
    @Test(
        "Names convert to Punycode and back",
        arguments: [
            ("müller.de", "xn--mller-kva.de"), ("例え.jp", "xn--r8jz45g.jp"), ("straße.de", "xn--strae-oqa.de"),
        ])
    func names(name: String, ascii: String) throws {
        #expect(try InternationalName.strictASCII(name) == ascii)
        #expect(try InternationalName.mappedASCII(name) == ascii)
        #expect(InternationalName.unicode(ascii) == name)
    }

    @Test("The mapping folds characters that the strict rules reject")
    func mapping() throws {
        #expect(try InternationalName.mappedASCII("ｅxample。com") == "example.com")
        #expect(throws: InvalidURL.self) { try InternationalName.strictASCII("ｅé.com") }
    }

    @Test(
        "Names with ignorable characters or empty labels are rejected",
        arguments: ["e\u{200B}é.com", "é..com", "\u{AD}é"])
    func refused(name: String) {
        #expect(throws: InvalidURL.self) { try InternationalName.mappedASCII(name) }
    }

    @Test("Punycode that does not round-trip is not decoded", arguments: ["xn--a", "xn--", "xn--0000h"])
    func illFormed(name: String) {
        #expect(InternationalName.unicode(name) == nil)
    }
}
