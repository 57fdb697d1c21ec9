import HTTPValues
import Testing

@Suite("Origins")
struct OriginTests {
    @Test(
        "URLs of the same server have the same origin",
        arguments: [
            ("http://h/a?b", "http://h:80"), ("HTTP://H:80/", "http://h:80"), ("https://h", "https://h:443"),
            ("https://u:p@h:8443/#x", "https://h:8443"), ("ws://h", "ws://h:80"), ("wss://h", "wss://h:443"),
            ("http://[0:0::1]:81/", "http://[::1]:81"), ("http://[::1]:81/", "http://[::1]:81"), ("x://h", "x://h"),
        ])
    func origins(url: String, text: String) throws {
        for dialect in URLDialect.allCases {
            let origin = try FetchURL(url, dialect: dialect).origin
            #expect(origin.text == text)
            #expect(origin.description == text)
        }
    }

    @Test("A different scheme, host or port is a different origin")
    func differences() {
        let origin = Origin(scheme: "HTTP", host: "H", port: nil)
        #expect(origin == Origin(scheme: "http", host: "h", port: 80))
        #expect(origin != Origin(scheme: "https", host: "h", port: 80))
        #expect(origin != Origin(scheme: "http", host: "i", port: 80))
        #expect(origin != Origin(scheme: "http", host: "h", port: 81))
    }
}
