import Testing

@testable import HTTPValues

@Suite("International names")
struct InternationalNameTests {
    @Test(
        "A name becomes punycode and back",
        arguments: [
            ("müller.de", "xn--mller-kva.de"), ("例え.jp", "xn--r8jz45g.jp"), ("straße.de", "xn--strae-oqa.de"),
        ])
    func names(name: String, ascii: String) throws {
        #expect(try InternationalName.strictASCII(name) == ascii)
        #expect(try InternationalName.mappedASCII(name) == ascii)
        #expect(InternationalName.unicode(ascii) == name)
    }

    @Test("The mapping folds what strict rules refuse")
    func mapping() throws {
        #expect(try InternationalName.mappedASCII("ｅxample。com") == "example.com")
        #expect(throws: InvalidURL.self) { try InternationalName.strictASCII("ｅé.com") }
    }

    @Test(
        "Characters that would vanish, and empty labels, are refused",
        arguments: ["e\u{200B}é.com", "é..com", "\u{AD}é"])
    func refused(name: String) {
        #expect(throws: InvalidURL.self) { try InternationalName.mappedASCII(name) }
    }

    @Test("Punycode that does not map back to itself is not decoded", arguments: ["xn--a", "xn--", "xn--0000h"])
    func illFormed(name: String) {
        #expect(InternationalName.unicode(name) == nil)
    }
}
