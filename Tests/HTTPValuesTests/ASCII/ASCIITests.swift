import Testing

@testable import HTTPValues

@Suite("ASCII")
struct ASCIITests {
    @Test("Each byte is in the classes that the grammar assigns")
    func classes() {
        for byte in UInt8.min...UInt8.max {
            let scalar = Unicode.Scalar(byte)
            #expect(byte.isASCIIDigit == ("0"..."9").contains(scalar))
            #expect(byte.isASCIILetter == (("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)))
            #expect(byte.isBlank == (scalar == " " || scalar == "\t"))
            #expect(byte.isASCIIControl == (byte < 0x20 || byte == 0x7F))
            #expect(byte.isFieldControl == (byte != 0x09 && byte.isASCIIControl))
            let isTokenSign = "!#$%&'*+-.^_`|~".unicodeScalars.contains(scalar)
            #expect(byte.isTokenByte == (byte.isASCIIDigit || byte.isASCIILetter || isTokenSign))
            #expect(byte.hexadecimalValue == (byte < 0x80 ? Character(scalar).hexDigitValue.map(UInt8.init) : nil))
            #expect(byte.asciiLowercased == (("A"..."Z").contains(scalar) ? byte + 32 : byte))
        }
    }

    @Test(
        "A token is one or more token bytes",
        arguments: [
            ("GET", true), ("x-a_b", true), ("", false), ("a b", false), ("a:b", false), ("é", false), ("a\n", false),
        ])
    func tokens(text: String, isToken: Bool) {
        #expect(text.isToken == isToken)
    }

    @Test(
        "A header value has no control characters except tab and no blanks at its ends",
        arguments: [
            ("", true), ("a", true), ("a\tb", true), ("é", true), (" a", false), ("a\t", false), ("a\r\nb", false),
            ("a\0", false), ("a\u{7F}", false),
        ])
    func fieldValues(text: String, isFieldValue: Bool) {
        #expect(text.isFieldValue == isFieldValue)
    }

    @Test(
        "Only the case of ASCII letters is ignored",
        arguments: [
            ("Content-Type", "content-TYPE", true), ("a", "b", false), ("a", "aa", false), ("É", "é", false),
            ("É", "É", true), ("[", "{", false), ("@", "`", false), ("", "", true),
        ])
    func comparing(left: String, right: String, isEqual: Bool) {
        #expect(left.equalsIgnoringASCIICase(right) == isEqual)
    }

    @Test("ASCII lowercasing leaves other letters alone, and text lowercasing does not")
    func lowering() {
        #expect("ÉA-1".asciiLowercased == "Éa-1")
        #expect("ÉA-1".lowerCase == "éa-1")
        #expect("abc".lowerCase == "abc")
    }

    @Test(
        "Spaces and tabs are trimmed only at the ends",
        arguments: [("", ""), ("a", "a"), (" \ta b\t ", "a b"), (" \t", ""), ("\na ", "\na"), ("\u{A0}a", "\u{A0}a")])
    func trimming(text: String, trimmed: String) {
        #expect(text.trimmingBlanks == trimmed)
    }

    @Test(
        "A list is split at commas, and tokens skip empty elements",
        arguments: [
            ("a", ["a"], ["a"]), ("a, b ,c", ["a", "b", "c"], ["a", "b", "c"]), ("", [""], []),
            (" , a,,", ["", "a", "", ""], ["a"]),
        ])
    func lists(text: String, elements: [String], tokens: [String]) {
        #expect(text.listElements == elements)
        #expect(text.listTokens == tokens)
    }

    @Test(
        "A quoted string is unquoted and any other text is unchanged",
        arguments: [
            (#""a b""#, "a b"), (#""a\"b\\c""#, #"a"b\c"#), (#""""#, ""), ("a", "a"), (#"""#, #"""#), (#""a"#, #""a"#),
        ])
    func quotes(text: String, content: String) {
        #expect(text.unquoted == content)
    }

    @Test("A byte set contains exactly its characters")
    func byteSet() {
        let set = ByteSet("az~ ")
        let others = ByteSet(printableWithout: "az~ ")
        for byte in UInt8.min...UInt8.max {
            #expect(set.contains(byte) == "az~ ".utf8.contains(byte))
            #expect(others.contains(byte) == ((0x20..<0x7F).contains(byte) && !set.contains(byte)))
        }
    }
}
