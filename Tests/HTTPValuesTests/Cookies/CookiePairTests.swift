import HTTPValues
import Testing

@Suite("Cookie pairs")
struct CookiePairTests {
    @Test(
        "The pairs of a Cookie header are read in order",
        arguments: [
            ("", []), ("a=1", [("a", "1")]), ("a=1; b=2", [("a", "1"), ("b", "2")]),
            ("a=1;b", [("a", "1"), ("b", "")]),
            (" a = 1 ;; =x; c=d=e", [("a", "1"), ("c", "d=e")]), ("a=1; a=2", [("a", "1"), ("a", "2")]),
        ] as [(String, [(String, String)])])
    func pairs(field: String, pairs: [(String, String)]) {
        let all = CookiePair.all(in: field)
        #expect(all.map(\.name) == pairs.map(\.0))
        #expect(all.map(\.value) == pairs.map(\.1))
    }
}
