import HTTPValues
import Testing

@testable import AIOHTTPWeb

@Suite struct RoutePatternTests {
    @Test(arguments: [
        ("/a", "/a", [:]), ("/{x}", "/a", ["x": "a"]), ("/{x}-{y}", "/a-b-c", ["x": "a-b", "y": "c"]),
        ("/p/{tail:.*}", "/p/", ["tail": ""]), ("/{a}/{b:.+}", "/1/2/3", ["a": "1", "b": "2/3"]),
        ("/{id:[a-f0-9]{4}}", "/beef", ["id": "beef"]), ("/{n:\\d+}.json", "/12.json", ["n": "12"]),
        ("/{x}", "/a%2Fb%25", ["x": "a/b%"]), ("/ä/{x}", "/%C3%A4/%C3%B6", ["x": "ö"]),
    ]) func matches(pattern: String, path: String, values: [String: String]) throws {
        let match = try #require(try RoutePattern(pattern).match(RoutePattern.canonical(path)))
        #expect(Dictionary(uniqueKeysWithValues: match.pairs) == values)
    }

    @Test(arguments: [
        ("/a", "/a/"), ("/{x}", "/"), ("/{x}", "/a/b"), ("/{n:\\d+}", "/1a"), ("/{n:.+}/x", "/x"),
        ("/{id:[a-f0-9]{4}}", "/beefy"),
    ]) func refuses(pattern: String, path: String) throws {
        #expect(try RoutePattern(pattern).match(path) == nil)
    }

    @Test(arguments: ["a", "/{a-b}", "/{", "/}", "/{}", "/{x:[}", "/{1a}"]) func patternsAreChecked(pattern: String) {
        #expect(throws: (any Error).self) { try RoutePattern(pattern) }
    }

    @Test(arguments: [("/a/b", "/a/b"), ("/a/{x}", "/a"), ("/{x}", "/"), ("/a/b{x}/c", "/a")])
    func prefixIsFixed(pattern: String, prefix: String) throws {
        #expect(try RoutePattern(pattern).fixedPrefix == prefix)
    }
}
