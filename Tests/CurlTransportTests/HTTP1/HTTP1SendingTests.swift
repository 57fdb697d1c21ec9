import Fetch
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("Sending an HTTP/1.1 request")
struct HTTP1SendingTests {
    private func request(
        _ method: HTTPMethod = .post, _ url: String = "http://h.test/p?q", headers: Headers = [:],
        body: WireBody = .none, proxy: ProxyTarget? = nil
    ) throws -> WireRequest {
        WireRequest(method: method, url: try FetchURL(url), headers: headers, body: body, proxy: proxy)
    }

    /// Returns everything that is sent, in steps of `size` bytes.
    private func sent(_ request: WireRequest, upload: UploadQueue? = nil, size: Int = .max) throws -> String {
        var sending = try HTTP1Sending(request, upload: upload)
        var text = ""
        while case .send = sending.next() {
            let count = min(size, sending.outgoing.rest.count)
            text += sending.outgoing.rest.slice(0..<count).utf8Text
            _ = sending.sent(count)
        }
        guard case .done = sending.next() else { return text + "…" }
        return text
    }

    @Test("The host comes first, and a body of bytes follows the head at once", arguments: [1, 7, Int.max])
    func bytes(size: Int) throws {
        let request = try request(headers: ["A": "1", "Content-Length": "2"], body: .bytes("hi"))
        let expected = "POST /p?q HTTP/1.1\r\nHost: h.test\r\nA: 1\r\nContent-Length: 2\r\n\r\nhi"
        #expect(try sent(request, size: size) == expected)
    }

    @Test("A host given by the user takes the place of the URL's")
    func ownHost() throws {
        let request = try request(.get, headers: ["A": "1", "host": "other"])
        #expect(try sent(request) == "GET /p?q HTTP/1.1\r\nhost: other\r\nA: 1\r\n\r\n")
    }

    @Test("A body of unknown length is sent in chunks, and ends with an empty one")
    func chunks() throws {
        let queue = UploadQueue()
        let request = try request(headers: ["Transfer-Encoding": "chunked"], body: .upload(length: nil))
        queue.append("abc")
        let head = "POST /p?q HTTP/1.1\r\nHost: h.test\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(try sent(request, upload: queue) == head + "3\r\nabc\r\n…")
        queue.append("de")
        queue.complete()
        #expect(try sent(request, upload: queue) == head + "2\r\nde\r\n0\r\n\r\n")
    }

    @Test("Trailers follow the last chunk, and a malformed one fails the request")
    func trailers() throws {
        for (trailers, end) in [
            (["Sum": "1"], "3\r\nabc\r\n0\r\nSum: 1\r\n\r\n"), ([:], "3\r\nabc\r\n0\r\n\r\n"), (["Sum": "1\n"], "…"),
        ] as [(Headers, String)] {
            let queue = UploadQueue { trailers }
            queue.append("abc")
            queue.complete()
            let request = try request(body: .upload(length: nil))
            #expect(try sent(request, upload: queue).hasSuffix(end), "\(trailers)")
        }
    }

    @Test("A large body is sent in pieces, whole")
    func largeBody() throws {
        let text = String(repeating: "0123456789", count: 20_000)
        let request = try request(body: .bytes(Bytes(text)))
        #expect(try sent(request, size: 10_000).hasSuffix("Content-Length: 200000\r\n\r\n" + text))
    }

    @Test("With Expect, the body waits for the server's consent")
    func expectation() throws {
        let request = try request(headers: ["Expect": "100-continue"], body: .bytes("hi"))
        var sending = try HTTP1Sending(request, upload: nil)
        _ = sending.sent(sending.outgoing.rest.count)
        guard case .awaitContinue = sending.next() else {
            Issue.record("the body does not wait")
            return
        }
        sending.mayContinue()
        guard case .send = sending.next() else {
            Issue.record("the body is not sent")
            return
        }
        #expect(sending.outgoing.rest.utf8Text == "hi")
    }

    @Test("A proxy that forwards gets the whole URL, its credentials and its headers")
    func forwarding() throws {
        let proxy = ProxyTarget(
            scheme: .http, host: "proxy.test", port: 3128, username: "u", password: "p", headers: ["X-Via": "1"])
        let head = try sent(try request(.get, proxy: proxy))
        #expect(
            head
                == "GET http://h.test/p?q HTTP/1.1\r\nHost: h.test\r\nProxy-Authorization: Basic dTpw\r\nX-Via: 1\r\n\r\n"
        )
    }

    @Test("Connections to a forwarding proxy serve every origin, others only theirs")
    func connectionKeys() throws {
        let forwarding = ProxyTarget(scheme: .http, host: "p", port: 1)
        let socks = ProxyTarget(scheme: .socks5, host: "p", port: 1)
        func key(_ url: String, _ proxy: ProxyTarget?) throws -> ConnectionKey {
            ConnectionKey(of: try request(.get, url, proxy: proxy))
        }
        #expect(try key("http://a/", forwarding) == key("http://b/", forwarding))
        #expect(try key("http://a/", socks) != key("http://b/", socks))
        #expect(try key("http://a/x", nil) == key("http://a/y", nil))
        #expect(try key("http://a/", nil) != key("http://a/", forwarding))
    }

    @Test("A request that would be read as two is refused")
    func smuggling() throws {
        #expect(throws: FetchError.self) { _ = try HTTP1Sending(try request("GET /x", "http://h/"), upload: nil) }
        let target = WireRequest(
            method: .get, url: try FetchURL("http://h/"), target: "/ HTTP/1.1\r\nA: b", headers: [:])
        #expect(throws: FetchError.self) { _ = try HTTP1Sending(target, upload: nil) }
    }
}
