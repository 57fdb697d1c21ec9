import HTTPValues
import Testing

@Suite("Length of a response")
struct ResponseLengthTests {
    @Test(
        "The length is known if the headers state exactly one",
        arguments: [
            ([("Content-Length", "12")], 12), ([("content-length", "0")], 0), ([], nil),
            ([("Content-Length", "12"), ("Transfer-Encoding", "chunked")], nil), ([("Content-Length", "many")], nil),
        ] as [([(String, String)], Int?)])
    func length(headers: [(String, String)], length: Int?) {
        let head = ResponseHead(version: .http11, status: 200, reason: "OK", headers: Headers(headers))
        #expect(head.contentLength == length)
    }
}
