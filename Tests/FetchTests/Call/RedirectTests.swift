import Fetch
import HTTPValues
import Testing

@Suite("Redirects")
struct RedirectTests {
    private func redirect(
        _ policy: RedirectPolicy, _ method: HTTPMethod, _ status: Int, from url: String = "http://a.org/x/y",
        to location: String = "/z", headers: Headers = [:]
    ) throws -> Redirect {
        let request = RequestHead(method: method, url: try FetchURL(url), headers: headers)
        let response = ResponseHead(version: .http11, status: status, reason: "", headers: ["Location": location])
        return try policy.next(after: request, response)
    }

    @Test(
        "The next method depends on the status, the method and the style",
        arguments: [
            ("GET", 301, "GET", "GET"), ("HEAD", 301, "HEAD", "HEAD"), ("POST", 301, "GET", "GET"),
            ("PUT", 301, "PUT", "PUT"), ("DELETE", 301, "DELETE", "DELETE"), ("POST", 302, "GET", "GET"),
            ("PUT", 302, "GET", "PUT"), ("DELETE", 302, "GET", "DELETE"), ("HEAD", 302, "HEAD", "HEAD"),
            ("POST", 303, "GET", "GET"), ("PUT", 303, "GET", "GET"), ("HEAD", 303, "HEAD", "HEAD"),
            ("POST", 307, "POST", "POST"), ("PUT", 308, "PUT", "PUT"), ("DELETE", 307, "DELETE", "DELETE"),
        ])
    func methods(method: HTTPMethod, status: Int, httpx: HTTPMethod, aiohttp: HTTPMethod) throws {
        #expect(try redirect(.httpx, method, status).head.method == httpx)
        #expect(try redirect(.aiohttp, method, status).head.method == aiohttp)
    }

    @Test("300, 304 and 305 are not followed, nor is a redirect without a target", arguments: [300, 304, 305, 200])
    func notRedirects(status: Int) {
        let located = ResponseHead(version: .http11, status: status, reason: "", headers: ["Location": "/z"])
        #expect(!RedirectPolicy.isRedirect(located))
        #expect(!RedirectPolicy.isRedirect(ResponseHead(version: .http11, status: 302, reason: "", headers: [:])))
        #expect(
            !RedirectPolicy.isRedirect(
                ResponseHead(version: .http11, status: 302, reason: "", headers: ["Location": ""])))
    }

    @Test(
        "Targets are resolved against the redirecting URL",
        arguments: [
            ("sub/x?y=1", "http://a.org/x/sub/x?y=1"), ("../q", "http://a.org/q"), ("//b.org/d", "http://b.org/d"),
            ("https://c.org:8443/", "https://c.org:8443/"), ("?n=1", "http://a.org/x/y?n=1"),
        ])
    func targets(location: String, expected: String) throws {
        #expect(try redirect(.httpx, "GET", 302, to: location).head.url.text == expected)
    }

    @Test("Only httpx carries a fragment over, and a new fragment wins")
    func fragments() throws {
        #expect(try redirect(.httpx, "GET", 302, from: "http://a.org/x#old").head.url.encodedFragment == "old")
        #expect(try redirect(.aiohttp, "GET", 302, from: "http://a.org/x#old").head.url.encodedFragment == nil)
        #expect(
            try redirect(.httpx, "GET", 302, from: "http://a.org/x#old", to: "/z#new").head.url.encodedFragment == "new"
        )
    }

    @Test(
        "Another origin gets no credentials",
        arguments: ["http://b.org/", "https://a.org/", "http://a.org:81/", "http://sub.a.org/"])
    func crossOrigin(target: String) throws {
        let secrets: Headers = [
            "Authorization": "a", "Proxy-Authorization": "b", "Cookie": "c", "Host": "a.org", "X-Other": "stays",
        ]
        let next = try redirect(.aiohttp, "GET", 302, to: target, headers: secrets)
        #expect(next.isCrossOrigin)
        #expect(next.head.headers.fields.map(\.name) == ["X-Other"])
    }

    @Test("The same origin keeps credentials, but cookies come only from the jar")
    func sameOrigin() throws {
        let next = try redirect(.httpx, "GET", 302, headers: ["Authorization": "a", "Cookie": "c"])
        #expect(next.head.headers.fields.map(\.name) == ["Authorization"])
    }

    @Test("httpx keeps Authorization from http to https on the same host, but only on the default ports")
    func upgrade() throws {
        let secret: Headers = ["Authorization": "a"]
        func kept(_ policy: RedirectPolicy, _ from: String, _ to: String) throws -> Bool {
            try redirect(policy, "GET", 302, from: from, to: to, headers: secret).head.headers.contains("Authorization")
        }
        #expect(try kept(.httpx, "http://a.org/", "https://a.org/"))
        #expect(try !kept(.httpx, "http://a.org:81/", "https://a.org/"))
        #expect(try !kept(.httpx, "https://a.org/", "http://a.org/"))
        #expect(try !kept(.aiohttp, "http://a.org/", "https://a.org/"))
    }

    @Test("Headers listed as sensitive are not sent to another origin")
    func sensitive() throws {
        var policy = RedirectPolicy.httpx
        policy.sensitiveHeaders = ["X-Api-Key"]
        let next = try redirect(policy, "GET", 302, to: "http://b.org/", headers: ["x-api-key": "k", "X": "1"])
        #expect(next.head.headers.fields.map(\.name) == ["X"])
    }

    @Test(
        "A redirect to an unsupported or malformed URL is rejected",
        arguments: [
            ("ftp://a.org/", FetchError.Kind.unsupportedRedirect), ("javascript:alert(1)", .unsupportedRedirect),
            ("http://h:abc/", .invalidRedirect), ("http://", .invalidRedirect),
        ])
    func refused(location: String, kind: FetchError.Kind) throws {
        let error = #expect(throws: FetchError.self) { _ = try redirect(.aiohttp, "GET", 302, to: location) }
        #expect(error?.kind == kind)
    }
}
