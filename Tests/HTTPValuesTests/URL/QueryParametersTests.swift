import HTTPValues
import Testing

@Suite("Query parameters")
struct QueryParametersTests {
    @Test("httpx writes every kind of value")
    func httpxValues() {
        let parameters: QueryParameters = ["a": [1, 2], "b": true, "c": nil, "d": "é", "e": 1.5, "f": false]
        #expect(parameters.encoded(in: .httpx) == "a=1&a=2&b=true&c=&d=%C3%A9&e=1.5&f=false")
    }

    @Test("Pairs keep their order and repeated names, in a literal or a variable")
    func pairs() {
        let (page, missing) = (2, String?.none)
        let literal: QueryParameters = [
            ("b", page), ("a", "x"), ("b", true), ("c", missing), ("c", nil), ("d", [1.5, 2]),
        ]
        #expect(literal.encoded(in: .aiohttp) == "b=2&a=x&b=true&c=&c=&d=1.5&d=2.0")
        #expect(literal.encoded(in: .httpx) == "b=2&b=true&a=x&c=&c=&d=1.5&d=2.0")
        let numbers = [("b", 1), ("a", 2), ("b", 3)]
        #expect(QueryParameters(numbers).encoded(in: .aiohttp) == "b=1&a=2&b=3")
        let optionals: [(String, Bool?)] = [("b", nil), ("a", false)]
        #expect(QueryParameters(optionals).encoded(in: .aiohttp) == "b=&a=false")
        #expect(QueryParameters([("a", 1), ("b", 2)]) == ["a": 1, "b": 2])
        #expect(([] as QueryParameters).isEmpty)
    }

    @Test("httpx groups the values of a name and aiohttp keeps the order")
    func grouping() {
        let parameters = QueryParameters([("a", "1"), ("b", "2"), ("a", "3")])
        #expect(parameters.encoded(in: .httpx) == "a=1&a=3&b=2")
        #expect(parameters.encoded(in: .aiohttp) == "a=1&b=2&a=3")
    }

    @Test("httpx keeps only unreserved characters and aiohttp keeps some more")
    func printableASCII() {
        let parameters = QueryParameters([("k", String(decoding: UInt8(0x20)..<0x7F, as: UTF8.self))])
        let digitsAndLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        #expect(
            parameters.encoded(in: .httpx)
                == "k=+%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40\(digitsAndLetters)"
                + "%5B%5C%5D%5E_%60\(digitsAndLetters.lowercased())%7B%7C%7D~")
        #expect(
            parameters.encoded(in: .aiohttp)
                == "k=+!%22%23$%25%26'()*%2B,-./0123456789:%3B%3C%3D%3E?@\(digitsAndLetters)"
                + "%5B%5C%5D%5E_%60\(digitsAndLetters.lowercased())%7B%7C%7D~")
    }

    @Test(
        "A query string is parsed by httpx and sent unchanged by aiohttp",
        arguments: [
            ("a=b c&d", "a=b+c&d=", "a=b+c&d"), ("a=1;b=2", "a=1%3Bb%3D2", "a=1;b=2"),
            ("a=%zz&b=%E9", "a=%25zz&b=%EF%BF%BD", "a=%25zz&b=%E9"), ("?a=1", "%3Fa=1", "?a=1"),
            ("&&a=1", "a=1", "&&a=1"),
            ("a=1=2", "a=1%3D2", "a=1=2"), ("=x", "=x", "=x"), ("x=%20y", "x=+y", "x=%20y"),
            ("a+b=c%2Bd", "a+b=c%2Bd", "a+b=c%2Bd"),
        ])
    func texts(text: String, httpx: String, aiohttp: String) {
        let parameters = QueryParameters(parsing: text)
        #expect(parameters.encoded(in: .httpx) == httpx)
        #expect(parameters.encoded(in: .aiohttp) == aiohttp)
    }

    @Test("A modified query string is written from its pairs")
    func changedText() {
        var parameters: QueryParameters = "a=%41&b=1"
        parameters.add(name: "c", value: 2)
        #expect(parameters.encoded(in: .aiohttp) == "a=A&b=1&c=2")
    }

    @Test("Replacing drops the URL's query and appending keeps it")
    func modes() throws {
        let url = try FetchURL("http://h/?z=9")
        #expect(try url.with(["q": "a b/+"], mode: .replace).text == "http://h/?q=a+b%2F%2B")
        #expect(try url.with([:], mode: .replace).text == "http://h/")
        #expect(try url.with(["q": 1], mode: .append).text == "http://h/?z=9&q=1")
        #expect(try url.with([:], mode: .append).text == "http://h/?z=9")
        #expect(try FetchURL("http://h/p?b=2", dialect: .aiohttp).with(["a": 1], mode: .append).target == "/p?b=2&a=1")
        #expect(
            try FetchURL("http://h?", dialect: .aiohttp).with(["a": ["1", "2"]], mode: .append).target == "/?a=1&a=2")
    }

    @Test(
        "aiohttp rejects values that it cannot write",
        arguments: [
            ["k": nil], ["k": true], ["k": QueryValue.list([.string("a"), .boolean(false)])], ["k": Double.nan],
            ["k": Double.infinity],
        ] as [QueryParameters])
    func refused(parameters: QueryParameters) throws {
        let url = try FetchURL("http://h", dialect: .aiohttp)
        #expect(throws: InvalidURL(.parameter("k"))) { try url.with(parameters, mode: .append) }
        #expect(throws: Never.self) { try FetchURL("http://h").with(parameters, mode: .append) }
    }

    @Test("Merging replaces values by name, in place")
    func merging() {
        let parameters: QueryParameters = "a=1&a=2&b=3"
        let merged = parameters.merging(["b": "5", "c": "6"])
        #expect(merged.encoded(in: .httpx) == "a=1&a=2&b=5&c=6")
        #expect(parameters.encoded(in: .httpx) == "a=1&a=2&b=3")
        #expect(parameters.merging(["a": ["x"]]).encoded(in: .httpx) == "a=x&b=3")
    }

    @Test("Parameters are looked up and changed by name")
    func names() {
        var parameters: QueryParameters = ["a": [1, 2], "b": 3]
        #expect(parameters.first("a") == "1")
        #expect(parameters.all("a") == ["1", "2"])
        #expect(parameters.first("x") == nil)
        parameters.set(name: "a", value: 4)
        #expect(parameters.encoded(in: .httpx) == "a=4&b=3")
        parameters.remove("a")
        #expect(parameters.items.map(\.0) == ["b"])
        #expect(!parameters.isEmpty)
    }

    @Test("Equality ignores order")
    func equality() {
        #expect(QueryParameters(parsing: "a=1&b=2&a=3") == QueryParameters(parsing: "a=3&a=1&b=2"))
        #expect(QueryParameters(parsing: "a=1&a=1") != QueryParameters(parsing: "a=1"))
    }

    @Test("Forms keep aiohttp's order or httpx's groups and can be read back")
    func forms() {
        let fields = QueryParameters([("a", "1 2"), ("b", "é&="), ("a", "~")])
        #expect(FormEncoding.encode(fields, dialect: .httpx) == "a=1+2&a=~&b=%C3%A9%26%3D")
        let text = FormEncoding.encode(fields, dialect: .aiohttp)
        #expect(text == "a=1+2&b=%C3%A9%26%3D&a=~")
        let decoded = FormEncoding.decode(Bytes(text))
        #expect(decoded.map(\.0) == ["a", "b", "a"])
        #expect(decoded.map(\.1) == ["1 2", "é&=", "~"])
        #expect(FormEncoding.decode("&&").isEmpty)
    }
}
