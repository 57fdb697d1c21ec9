import HTTPValues
import Testing

@Suite("Values with parameters")
struct ParameterizedValueTests {
    @Test("The reader decides what a backslash escapes")
    func escapesDiffer() {
        let text = #"Form-Data; NAME="a\"b"; filename="C:\dir\\x""#
        let all = ParameterizedValue(parsing: text, escapes: .all)
        #expect(all.value == "form-data")
        #expect(all.parameter("name") == #"a"b"#)
        #expect(all.parameter("filename") == #"C:dir\x"#)
        let few = ParameterizedValue(parsing: text, escapes: .quotesAndBackslashes)
        #expect(few.parameter("name") == #"a"b"#)
        #expect(few.parameter("filename") == #"C:\dir\x"#)
    }

    @Test(
        "Malformed parameters are dropped",
        arguments: [
            ("a; =1; b=2", ["b": "2"]), ("a; b; c=3", ["c": "3"]), ("a;b=1;b=2", ["b": "1"]), ("a; b=\"1", ["b": "1"]),
            ("a; b=\"1\"x; c=2", ["b": "1", "c": "2"]), ("", [:]),
        ])
    func malformedParametersAreLeftOut(text: String, expected: [String: String]) {
        let value = ParameterizedValue(parsing: text, escapes: .all)
        let pairs = value.parameters.map { ($0.name, $0.value) }
        #expect(Dictionary(uniqueKeysWithValues: pairs) == expected)
    }
}
