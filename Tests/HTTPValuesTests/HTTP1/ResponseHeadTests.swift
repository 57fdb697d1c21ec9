import HTTPValues
import Testing

@Suite("Response head")
struct ResponseHeadTests {
    @Test("A parsed head keeps the order, repeats and spelling of its headers")
    func reading() throws {
        let head = try ResponseHead(parsing: "HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a:2 \r\nEmpty:\r\n")
        #expect(head.version == .http11)
        #expect(head.status == 200)
        #expect(head.reason == "OK")
        #expect(head.headers.fields.map(\.name) == ["X-A", "x-a", "Empty"])
        #expect(head.headers["x-a"] == "1, 2")
        #expect(head.headers["Empty"] == "")
    }

    @Test(
        "Unusual but harmless heads are accepted",
        arguments: [
            ("HTTP/1.0 404\r\n", 404, ""), ("HTTP/1.1 200 \r\n", 200, ""), ("HTTP/2 204 \r\n", 204, ""),
            ("HTTP/1.1 999 Huh Duh\r\n", 999, "Huh Duh"), ("HTTP/1.1 200 Tr\u{E8}s\n", 200, "Très"),
            ("HTTP/1.1 200 OK\nA: b\n", 200, "OK"),
        ])
    func odd(text: String, status: Int, reason: String) throws {
        let head = try ResponseHead(parsing: Bytes(text))
        #expect(head.status == status)
        #expect(head.reason == reason)
    }

    @Test("Bytes that are not UTF-8 are read as ISO-8859-1")
    func latin1() throws {
        let head = try ResponseHead(parsing: Bytes(Array("HTTP/1.1 200 OK\r\nX: ".utf8) + [0xE9, 0x0D, 0x0A]))
        #expect(head.headers["X"] == "é")
    }

    /// Values are scanned eight bytes at a time, so every byte is tried at every position of values of every length.
    @Test("Control characters are found at every position of a value, and no other byte is mistaken for one")
    func controlCharacters() {
        for byte in UInt8.min...UInt8.max where byte != 0x0A && byte != 0x0D {
            let isAllowed = byte >= 0x20 && byte != 0x7F || byte == 0x09
            for length in 1...18 {
                for place in 0..<length {
                    var value = [UInt8](repeating: UInt8(ascii: "a"), count: length)
                    value[place] = byte
                    let block = Bytes(Array("HTTP/1.1 200 OK\r\nX: ".utf8) + value + [0x0D, 0x0A])
                    let isRead = (try? ResponseHead(parsing: block)) != nil
                    #expect(isRead == isAllowed, "byte \(byte) at \(place) of \(length)")
                }
            }
        }
    }

    @Test("A folded line is joined with one space")
    func folded() throws {
        let head = try ResponseHead(parsing: "HTTP/1.1 200 OK\r\nX: a\r\n   b\r\n\tc\r\nY: d\r\n")
        #expect(head.headers["X"] == "a b c")
        #expect(head.headers["Y"] == "d")
    }

    @Test(
        "Ambiguous heads are rejected",
        arguments: [
            "", "garbage\r\n", "HTTP/1.1\r\n", "HTTP/1.1 99 x\r\n", "HTTP/1.1 2000 x\r\n", "HTTP/1.1 abc x\r\n",
            "hTTP/1.1 200 OK\r\n", "HTTP/3.7 200 OK\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n",
            "HTTP/1.1 200 OK\r\nX A: 1\r\n", "HTTP/1.1 200 OK\r\nX : 1\r\n", "HTTP/1.1 200 OK\r\n: 1\r\n",
            "HTTP/1.1 200 OK\r\nX: a\u{0}b\r\n", "HTTP/1.1 200 OK\r\nX: a\u{1}b\r\n", "HTTP/1.1 200 OK\r\nX: a\rb\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: abc\r\n", "HTTP/1.1 200 OK\r\nContent-Length: +3\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n", "HTTP/1.1 200 OK\r\nContent-Length:\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n",
        ])
    func refused(text: String) {
        let error = #expect(throws: HTTP1Violation.self) { try ResponseHead(parsing: Bytes(text)) }
        #expect(error?.reason.isEmpty == false)
    }

    @Test("A Content-Length repeated with the same value is accepted")
    func repeatedLength() throws {
        #expect(try ResponseHead(parsing: "HTTP/1.1 200 OK\r\nContent-Length: 3, 3\r\n").status == 200)
    }
}
