import HTTPValues
import Testing

@Suite("HTTP versions")
struct HTTPVersionTests {
    @Test(
        "A version is written as on the status line",
        arguments: [
            (HTTPVersion.http10, "HTTP/1.0"), (.http11, "HTTP/1.1"), (.http2, "HTTP/2"), (.http3, "HTTP/3"),
            (HTTPVersion(major: 0, minor: 9), "HTTP/0.9"), (HTTPVersion(major: 2, minor: 1), "HTTP/2.1"),
        ])
    func description(version: HTTPVersion, text: String) {
        #expect(version.description == text)
    }

    @Test("The version of a response comes from its status line", arguments: ["1.0", "1.1", "2", "3"])
    func parsing(number: String) throws {
        let head = try ResponseHead(parsing: Bytes("HTTP/\(number) 200 OK\r\n"))
        #expect(head.version.description == "HTTP/\(number)")
    }
}
