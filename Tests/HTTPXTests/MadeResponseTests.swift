import HTTPX
import Testing

@Suite("Responses made by hand")
struct MadeResponseTests {
    @Test("A made response has what a received one has")
    func made() throws {
        let response = Response(404, headers: ["X-Id": "7"], json: ["detail": "no such user"])
        #expect(response.statusCode == 404)
        #expect(response.reasonPhrase == "Not Found")
        #expect(response.headers["Content-Type"] == "application/json")
        #expect(response.headers["X-Id"] == "7")
        #expect(response.headers["Content-Length"] == "\(response.content.count)")
        #expect(try response.json["detail"] == "no such user")
        #expect(response.url.text == "http://localhost/")
        #expect(throws: HTTPStatusError.self) { try response.raiseForStatus() }
    }

    @Test("The body is text or bytes, and the request can be given")
    func bodies() throws {
        let text = Response(201, text: "ä", method: .post, url: try FetchURL("http://example.org/notes"))
        #expect(text.text == "ä")
        #expect(text.headers["Content-Type"] == "text/plain; charset=utf-8")
        #expect(text.request.method == .post)
        #expect(text.url.path == "/notes")
        #expect(Response(200, content: [1, 2]).content == [1, 2])
        #expect(Response(204).content.isEmpty)
    }
}
