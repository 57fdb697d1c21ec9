import HTTPTypes
import HTTPValues
import Testing

@Suite("Methods")
struct HTTPMethodTests {
    @Test("A method is uppercased however it is created")
    func capitals() {
        #expect(HTTPMethod("get") == .get)
        #expect(HTTPMethod(rawValue: "Query") == .query)
        #expect(HTTPMethod(HTTPRequest.Method.delete) == .delete)
        #expect(("post" as HTTPMethod).rawValue == "POST")
        #expect(HTTPMethod("propfind").description == "PROPFIND")
    }

    @Test(
        "Each static method has the expected name",
        arguments: [
            (HTTPMethod.get, "GET"), (.head, "HEAD"), (.post, "POST"), (.put, "PUT"), (.patch, "PATCH"),
            (.delete, "DELETE"), (.options, "OPTIONS"), (.trace, "TRACE"), (.query, "QUERY"),
        ])
    func names(method: HTTPMethod, name: String) {
        #expect(method.rawValue == name)
        #expect(method == HTTPMethod(name))
    }

    @Test(
        "Only GET, HEAD, OPTIONS, TRACE, PUT, DELETE and QUERY are idempotent",
        arguments: [
            ("GET", true), ("HEAD", true), ("OPTIONS", true), ("TRACE", true), ("PUT", true), ("DELETE", true),
            ("QUERY", true), ("POST", false), ("PATCH", false), ("CONNECT", false), ("PROPFIND", false), ("", false),
        ])
    func idempotency(name: String, isIdempotent: Bool) {
        #expect(HTTPMethod(name).isIdempotent == isIdempotent)
    }
}
