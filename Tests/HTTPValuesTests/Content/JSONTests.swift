import HTTPValues
import Testing

@Suite("JSON")
struct JSONTests {
    @Test(
        "Valid JSON is parsed and written back",
        arguments: [
            ("{}", "{}"), ("[]", "[]"), (" [1, 2.5 ,true,null] ", "[1,2.5,true,null]"),
            (#"{"b":1,"a":[1.0,true,null,"é"]}"#, #"{"b":1,"a":[1.0,true,null,"é"]}"#),
            (#""\u00e9\n\"\\\/\ud83d\ude00""#, "\"é\\n\\\"\\\\/😀\""), ("-0", "0"), ("1e2", "100.0"),
            ("9223372036854775807", "9223372036854775807"), ("9223372036854775808", "9.223372036854776e+18"),
            ("\u{FEFF}1", "1"), (#"{"a":1,"a":2}"#, #"{"a":1,"a":2}"#), (#""\ud800""#, "\"\u{FFFD}\""),
        ])
    func valid(text: String, compact: String) throws {
        #expect(try JSON(parsing: text).text(.compact) == compact)
    }

    @Test(
        "Invalid JSON is rejected",
        arguments: [
            "", " ", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "01", "1.", "1e", "+1", "nul", "\"\t\"", "\"abc", "[1] 2",
            "NaN", "'a'", "\"\\x\"", "\"\\u12\"", "1e999", "\u{FEFF}",
        ])
    func invalid(text: String) {
        #expect(throws: JSONError.self) { try JSON(parsing: text) }
    }

    @Test("Nesting is limited, so no input exhausts the stack")
    func depth() throws {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError.self) { try JSON(parsing: deep) }
        let allowed = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
        _ = try JSON(parsing: allowed)
    }

    @Test("UTF-16 and UTF-32 are recognized", arguments: [false, true])
    func encodings(bigEndian: Bool) throws {
        let text = "{\"a\":\"é\"}"
        let utf16 = text.utf16.flatMap { unit -> [UInt8] in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return bigEndian ? pair : pair.reversed()
        }
        let utf32 = text.unicodeScalars.flatMap { scalar -> [UInt8] in
            let quad = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: scalar.value >> $0) }
            return bigEndian ? quad : quad.reversed()
        }
        #expect(try JSON(parsing: Bytes(utf16))["a"].string == "é")
        #expect(try JSON(parsing: Bytes(utf32))["a"].string == "é")
    }

    @Test("The formats match those of the originals")
    func formats() {
        let value: JSON = ["a": [1, "é😀"], "b": nil]
        #expect(value.text(.compact) == #"{"a":[1,"é😀"],"b":null}"#)
        #expect(value.text(.spacedASCII) == #"{"a": [1, "\u00e9\ud83d\ude00"], "b": null}"#)
        #expect(value.text(.indented(2)) == "{\n  \"a\": [\n    1,\n    \"é😀\"\n  ],\n  \"b\": null\n}")
    }

    @Test(
        "Strings are escaped in each format as in its original",
        arguments: [
            ("", #""""#, #""""#), (#"a"b\c"#, #""a\"b\\c""#, #""a\"b\\c""#),
            ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#, #""\n\r\t\b\f""#),
            ("\0x\u{1F}", #""\u0000x\u001f""#, #""\u0000x\u001f""#),
            ("a\u{7F}/", "\"a\u{7F}/\"", #""a\u007f/""#), ("\"é\n", "\"\\\"é\\n\"", #""\"\u00e9\n""#),
        ])
    func escapes(text: String, compact: String, spaced: String) {
        #expect(JSON.string(text).text(.compact) == compact)
        #expect(JSON.string(text).text(.spacedASCII) == spaced)
    }

    @Test("Subscripts find the last member and never trap")
    func subscripts() throws {
        let value = try JSON(parsing: #"{"a":1,"a":2,"list":[10]}"#)
        #expect(value["a"].int == 2)
        #expect(value["list"][0].int == 10)
        #expect(value["list"][7].isNull)
        #expect(value["x"]["y"][3].isNull)
    }

    @Test("Equality ignores the order of members and the form of numbers")
    func equality() throws {
        #expect(try JSON(parsing: #"{"a":1,"b":2.0}"#) == ["b": 2, "a": 1.0])
    }
}
