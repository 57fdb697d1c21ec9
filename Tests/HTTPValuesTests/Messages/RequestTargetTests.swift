import HTTPValues
import Testing

@Suite("Request targets")
struct ReceivedTargetTests {
    @Test(
        "A target has one of four forms",
        arguments: [
            ("/", .origin, "/", ""), ("/a/b?c=d?e", .origin, "/a/b", "c=d?e"), ("/?", .origin, "/", ""),
            ("//h/a", .origin, "//h/a", ""), ("*", .asterisk, "*", ""),
            ("http://h", .absolute(authority: "h"), "/", ""),
            ("HTTP://h:81/a?b", .absolute(authority: "h:81"), "/a", "b"),
            ("https://u:p@h?b", .absolute(authority: "h"), "/", "b"), ("http:///a", .absolute(authority: ""), "/a", ""),
            ("h:443", .authority, "h:443", ""), ("ftp://h/", .authority, "ftp://h/", ""),
        ] as [(String, RequestTarget.Form, String, String)])
    func forms(text: String, form: RequestTarget.Form, path: String, query: String) {
        let target = RequestTarget(text)
        #expect(target.form == form)
        #expect(target.path == path)
        #expect(target.query == query)
    }
}
