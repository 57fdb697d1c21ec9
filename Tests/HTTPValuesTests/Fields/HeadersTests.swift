import HTTPTypes
import HTTPValues
import Testing

@Suite("Headers")
struct HeadersTests {
    @Test("Lookup ignores case and joins repeats, and the lines stay separate")
    func lookup() {
        let headers = Headers([("X-A", "1"), ("x-b", "2"), ("x-a", "3")])
        #expect(headers["X-a"] == "1, 3")
        #expect(headers.all("X-A") == ["1", "3"])
        #expect(headers.first("x-A") == "1")
        #expect(headers["missing"] == nil)
        #expect(headers.count == 3)
        #expect(headers.fields.map(\.name) == ["X-A", "x-b", "x-a"])
    }

    @Test("Lines are replaced at the first line of their name, and repeats go to the end")
    func replacingInPlace() {
        var headers = Headers([("A", "1"), ("B", "2"), ("a", "3"), ("C", "4")])
        headers.replaceInPlace(with: Headers([("D", "5"), ("c", "6"), ("A", "7"), ("C", "8"), ("d", "9")]))
        let lines = headers.fields.map { "\($0.name)=\($0.value)" }
        #expect(lines == ["A=7", "B=2", "c=6", "D=5", "C=8", "d=9"])
        var empty = Headers()
        empty.replaceInPlace(with: headers)
        #expect(empty.fields == headers.fields)
        headers.replaceInPlace(with: Headers())
        #expect(empty.fields == headers.fields)
    }

    @Test("Setting a header replaces its first line in place and drops the others")
    func setting() {
        var headers = Headers([("A", "1"), ("B", "2"), ("a", "3")])
        headers["a"] = "9"
        #expect(headers.fields == [.init(name: "a", value: "9"), .init(name: "B", value: "2")])
        headers["B"] = nil
        #expect(headers.count == 1)
        headers[.contentType] = "text/plain"
        #expect(headers["content-type"] == "text/plain")
    }

    @Test("Replacing moves the replaced names to the end with all their new lines")
    func replacing() {
        var headers = Headers([("A", "1"), ("B", "2"), ("a", "3")])
        headers.replace(with: Headers([("b", "5"), ("A", "6"), ("A", "7")]))
        #expect(headers.fields.map(\.value) == ["5", "6", "7"])
        #expect(headers.fields.map(\.name) == ["b", "A", "A"])
    }

    @Test("Parsed headers can be changed like others, and copies are unaffected")
    func changingReceived() throws {
        let received = try Headers(parsing: "A: 1\r\nB: 2\r\na: 3\r\nN: \u{E9}\r\n")
        #expect(received == Headers([("N", "é"), ("a", "3"), ("A", "1"), ("b", "2")]))
        #expect(received.all("a") == ["1", "3"] && received.first("b") == "2" && received["N"] == "é")
        var headers = received
        headers.add(name: "C", value: "4")
        headers.remove("B")
        headers["A"] = "9"
        #expect(headers.fields.map { "\($0.name)=\($0.value)" } == ["A=9", "N=é", "C=4"])
        #expect(received.fields.map(\.value) == ["1", "2", "3", "é"])
        var empty = Headers()
        empty.add(contentsOf: received)
        empty.prepend("Z", "0")
        #expect(empty.count == 5 && received.count == 4)
    }

    @Test("Equality ignores order and the case of names, but not how values are split")
    func equality() {
        #expect(Headers([("A", "1"), ("B", "2")]) == Headers([("b", "2"), ("a", "1")]))
        #expect(Headers([("A", "1, 2")]) != Headers([("A", "1"), ("A", "2")]))
    }

    @Test(
        "Invalid headers are rejected without showing the value",
        arguments: [
            ("X Y", "1"), ("", "1"), ("X", "a\r\nB: c"), ("X", " a"), ("X", "a "), ("X", "a\u{0}b"), ("X", "\u{7F}"),
            ("Ä", "1"), ("X:", "1"),
        ])
    func illegal(name: String, value: String) {
        let error = #expect(throws: HeaderError.self) { try Headers([(name, value)]).validate() }
        #expect(error?.description.contains(value) == false || value == "1")
    }

    @Test("Tabs, empty values and non-ASCII text are valid", arguments: ["", "a\tb", "é", "a  b"])
    func legal(value: String) throws {
        try Headers([("X", value)]).validate()
    }

    @Test("The description hides credentials and cookies")
    func description() {
        let headers: Headers = ["Authorization": "Basic c2VjcmV0", "Cookie": "id=secret", "X": "shown"]
        #expect(!headers.description.contains("ecret"))
        #expect(headers.description.contains("X: shown"))
    }

    @Test("Headers convert to and from swift-http-types")
    func httpTypes() throws {
        var fields = HTTPFields()
        fields[.accept] = "*/*"
        let headers = Headers(fields)
        #expect(headers[.accept] == "*/*")
        #expect(headers.httpFields[.accept] == "*/*")
    }
}
