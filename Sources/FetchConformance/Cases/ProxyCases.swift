import Fetch
import HTTPValues

extension Suite {
    static let proxies = group("proxies", forwarding + tunnels + brokenProxies + socks)

    private static let user = "http://us%20er:p%40ss@127.0.0.1:{port}"
    private static let basic = "Basic dXMgZXI6cEBzcw=="

    private static func proxied(
        _ name: String, why: String, through proxy: String = "{origin}", server: ServerPlan = .reply(reply()),
        client change: (inout ClientChoices) -> Void = { _ in }, needs: Set<Ability> = [],
        _ steps: [Step] = [.send(.get("http://example.test/"))], expect expectations: [Expectation]
    ) -> Case {
        Case(
            name, why: why, server: server,
            client: {
                $0.proxy = proxy
                change(&$0)
            }, needs: needs, steps, expect: expectations)
    }

    private static func forwarded(
        _ name: String, why: String, through proxy: String = "{origin}", server: ServerPlan = .reply(reply()),
        client change: (inout ClientChoices) -> Void = { _ in },
        _ steps: [Step] = [.send(.get("http://example.test/"))], expect expectations: [Expectation]
    ) -> Case {
        proxied(
            name, why: why, through: proxy, server: server, client: change, needs: [.forwarding], steps,
            expect: expectations)
    }

    /// Plain HTTP: the proxy receives the request itself.
    private static let forwarding = [
        forwarded(
            "a plain request sends its full URL to the proxy",
            why: "RFC 9112 section 3.2.2: it tells the proxy where to forward",
            [.send(.get("http://example.test/a%20b?q=1"))],
            expect: [
                .status(200), .line(0, "GET http://example.test/a%20b?q=1 HTTP/1.1"), .sent(0, "Host", "example.test"),
            ]),
        forwarded(
            "the URL sent to the proxy includes the port",
            why: "RFC 9112 section 3.2.2: it tells the proxy where to forward",
            [.send(.get("http://example.test:8080/x"))],
            expect: [.line(0, "GET http://example.test:8080/x HTTP/1.1"), .sent(0, "Host", "example.test:8080")]),
        forwarded(
            "a request body is sent through the proxy", why: "RFC 9110 section 7.6: the proxy forwards it",
            [.send(.post("http://example.test/", .bytes("abc")))],
            expect: [.line(0, "POST http://example.test/ HTTP/1.1"), .sentBody(0, "abc"), .status(200)]),
        forwarded(
            "proxy credentials are sent to the proxy alone",
            why: "RFC 9110 section 11.7.1: the origin must not see them",
            through: user,
            expect: [.sentLines(0, "Proxy-Authorization", [basic]), .sent(0, "Authorization", nil), .status(200)]),
        forwarded(
            "a proxy URL without credentials sends none",
            why: "RFC 9110 section 11.7.1: an empty login would be rejected",
            expect: [.sent(0, "Proxy-Authorization", nil)]),
        forwarded(
            "credentials of a request are for the origin", why: "RFC 9110 section 11.6.2: the proxy has its own",
            through: user,
            [.send(.get("http://example.test/") { $0.credentials = ("u", "p") })],
            expect: [.sent(0, "Authorization", "Basic dTpw"), .sent(0, "Proxy-Authorization", basic)]),
        forwarded(
            "one connection to the proxy serves several origins",
            why: "RFC 9110 section 7.6.1: every new connection takes time",
            [.send(.get("http://one.test/")), .send(.get("http://two.test/"))],
            expect: [.requests(2), .connections(1), .line(1, "GET http://two.test/ HTTP/1.1")]),
        forwarded(
            "a redirect is followed through the proxy",
            why: "RFC 9110 section 15.4: a direct connection may be impossible or unwanted", through: user,
            server: .replies([[.send(redirect(to: "http://two.test/next"))], [.send(reply())]]),
            client: { $0.followRedirects = true },
            expect: [
                .status(200), .line(1, "GET http://two.test/next HTTP/1.1"), .sent(1, "Proxy-Authorization", basic),
            ]),
        forwarded(
            "an error status from the proxy is returned as a response",
            why: "RFC 9110 section 15.5.8: the user must learn what the proxy wants",
            server: .replies([[.send(reply("407 Log In", [], "who?"))], [.send(reply("502 Bad Gateway", [], "no"))]]),
            [.send(.get("http://example.test/")), .send(.get("http://example.test/"))],
            expect: [.outcome(0, .status(407)), .outcome(1, .status(502)), .body("no")]),
    ]

    /// TLS: the proxy receives a request for a tunnel.
    private static let tunnels =
        [
            proxied(
                "CONNECT names the host and the port", why: "RFC 9112 section 3.2.3: the port is required",
                server: .connections([[.readHead, .send(reply("403 No"))]]), [.send(.get("https://example.test/x"))],
                expect: [
                    .fails(.connect), .line(0, "CONNECT example.test:443 HTTP/1.1"),
                    .sent(0, "Host", "example.test:443"),
                ]),
            proxied(
                "CONNECT carries the proxy credentials and no others",
                why: "RFC 9110 section 9.3.6: the proxy must not see what is meant for the origin", through: user,
                server: .connections([[.readHead, .send(reply("403 No"))]]),
                [
                    .send(
                        .get("https://example.test/x") { $0.headers = ["Authorization": "Bearer t", "Cookie": "a=1"] })
                ],
                expect: [
                    .sentLines(0, "Proxy-Authorization", [basic]), .sent(0, "Authorization", nil),
                    .sent(0, "Cookie", nil),
                ]),
            proxied(
                "a tunnel that closes at once is an error",
                why: "RFC 9110 section 9.3.6: the user must learn that there is no response",
                server: .connections([[.readHead, .send("HTTP/1.1 200 OK\r\n\r\n"), .close]]),
                [.send(.get("https://example.test/"))], expect: [.fails(.connect, .disconnected, .broken)]),
            proxied(
                "a tunnel to a server that does not speak TLS is a connect error",
                why: "RFC 8446 section 6: nothing may be sent unencrypted",
                server: .connections([[.readHead, .send("HTTP/1.1 200 OK\r\n\r\n" + reply()), .waitForClient]]),
                [.send(.get("https://example.test/"))], expect: [.fails(.connect)]),
            proxied(
                "a proxy that does not respond to CONNECT hits the connect timeout",
                why: "RFC 9110 section 9.3.6: otherwise the user waits forever",
                server: .connections([[.readHead, .waitForClient]]),
                client: { $0.timeout.connect = .milliseconds(300) }, [.send(.get("https://example.test/"))],
                expect: [.fails(.timeout(.connect))]),
        ]
        + ["403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway"].map { status in
            proxied(
                "a tunnel refused with \(status) is a connect error",
                why: "RFC 9110 section 9.3.6: the origin was never reached",
                through: "http://user:s3cret@127.0.0.1:{port}",
                server: .connections([[.readHead, .send(reply(status)), .waitForClient]]),
                [.send(.get("https://example.test/"))], expect: [.fails(.connect), .hides("s3cret")])
        }

    private static let brokenProxies = [
        proxied(
            "an unreachable proxy is a connect error", why: "errors end up in logs",
            through: "http://user:s3cret@127.0.0.1:1",
            [.send(.get("http://example.test/")), .send(.get("https://example.test/"))],
            expect: [.each(.fails(.connect)), .each(.hides("s3cret")), .connections(0)]),
        proxied(
            "an unknown proxy host name is a connect error", why: "RFC 6761 section 6.4: .invalid never resolves",
            through: "http://proxy.invalid:3128",
            expect: [.fails(.connect)]),
        proxied(
            "an invalid response of the proxy to a plain request is an error",
            why: "RFC 9112 section 4: the user must not get garbage",
            server: .lastWords("SSH-2.0-OpenSSH_9.2\r\n"), expect: [.fails(.protocolViolation)]),
        proxied(
            "an invalid response of the proxy to CONNECT is an error", why: "RFC 9112 section 4: there is no tunnel",
            server: .connections([[.readHead, .send("SSH-2.0-OpenSSH_9.2\r\n\r\n"), .close]]),
            [.send(.get("https://example.test/"))],
            expect: [.fails(.connect, .protocolViolation, .disconnected, .broken)]),
        proxied(
            "endless headers in response to CONNECT are an error", why: "bounded memory",
            server: .connections([
                [
                    .readHead, .send("HTTP/1.1 200 OK\r\n"),
                    .flood(Bytes("X-A: " + String(repeating: "v", count: 1000) + "\r\n")),
                ]
            ]), [.send(.get("https://example.test/"))],
            expect: [.fails(.connect, .protocolViolation, .broken, .tooLarge)]),
        proxied(
            "a proxy that closes the connection is an error",
            why: "RFC 9112 section 8: the user must learn that the response is missing",
            server: .connections([[.readRequest, .close]]),
            expect: [.fails(.disconnected)]),
    ]

    // MARK: SOCKS 5

    private static let welcome: ServerAction = .sendBytes([5, 0])
    private static let asksForLogin: ServerAction = .sendBytes([5, 2])
    private static let connected: ServerAction = .sendBytes([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
    private static let served: [ServerAction] = [.readSOCKS(.request), connected, .readRequest, .send(reply())]
    private static let name = "socks5h://127.0.0.1:{port}"
    private static let nameWithLogin = "socks5h://user:s3cret@127.0.0.1:{port}"

    private static let socks = [
        proxied(
            "SOCKS: the proxy resolves a host name", why: "RFC 1928 section 4: only the proxy may know the name",
            through: name,
            server: .connections([[.readSOCKS(.greeting), welcome] + served]),
            [.send(.get("http://example.test/x"))],
            expect: [
                .status(200), .line(0, "GET /x HTTP/1.1"), .sent(0, "Host", "example.test"),
                .socks(1, [5, 1, 0, 3, 12] + Array("example.test".utf8) + [0, 80]),
            ]),
        proxied(
            "SOCKS: an IP address is sent as an address", why: "RFC 1928 section 4: there is nothing to resolve",
            through: "socks5://127.0.0.1:{port}",
            server: .connections([[.readSOCKS(.greeting), welcome] + served]),
            [.send(.get("http://127.0.0.1:8080/x"))],
            expect: [.status(200), .socks(1, [5, 1, 0, 1, 127, 0, 0, 1, 0x1F, 0x90])]),
        proxied(
            "SOCKS: a login is not offered without credentials", why: "RFC 1928 section 3: the proxy might ask for one",
            through: name,
            server: .connections([[.readSOCKS(.greeting), welcome] + served]),
            expect: [
                .status(200),
                .that("the client offers no authentication, and no password") { seen in
                    guard let greeting = seen.server.socks.first else { return false }
                    return greeting.first == 5 && greeting.dropFirst(2).contains(0)
                        && !greeting.dropFirst(2).contains(2)
                },
            ]),
        proxied(
            "SOCKS: user name and password are sent", why: "RFC 1929 section 2: otherwise the proxy refuses",
            through: nameWithLogin,
            server: .connections([
                [.readSOCKS(.greeting), asksForLogin, .readSOCKS(.login), .sendBytes([1, 0])] + served
            ]),
            expect: [
                .status(200), .socks(1, [1, 4] + Array("user".utf8) + [6] + Array("s3cret".utf8)),
                .sent(0, "Proxy-Authorization", nil), .sent(0, "Authorization", nil),
            ]),
        proxied(
            "SOCKS: a refused login is a connect error", why: "RFC 1929 section 2: the target was never reached",
            through: nameWithLogin,
            server: .connections([[.readSOCKS(.greeting), asksForLogin, .readSOCKS(.login), .sendBytes([1, 1])]]),
            expect: [.fails(.connect), .hides("s3cret"), .requests(0)]),
        proxied(
            "SOCKS: a proxy that accepts no login method is a connect error",
            why: "RFC 1928 section 3: the target was never reached", through: name,
            server: .connections([[.readSOCKS(.greeting), .sendBytes([5, 0xFF])]]),
            expect: [.fails(.connect), .requests(0)]),
        proxied(
            "SOCKS: a target that refuses is a connect error", why: "RFC 1928 section 6: the target was never reached",
            through: name,
            server: .connections([
                [.readSOCKS(.greeting), welcome, .readSOCKS(.request), .sendBytes([5, 5, 0, 1, 0, 0, 0, 0, 0, 0])]
            ]), expect: [.fails(.connect), .requests(0)]),
        proxied(
            "SOCKS: a proxy that speaks HTTP is a connect error",
            why: "RFC 1928 section 3: the user must learn that the proxy is of another kind", through: name,
            server: .connections([[.readSOCKS(.greeting), .send(reply("400 Bad Request"))]]),
            expect: [.fails(.connect), .requests(0)]),
        proxied(
            "SOCKS: a silent proxy hits the connect timeout",
            why: "RFC 1928 section 3: otherwise the user waits forever", through: name,
            server: .connections([[.readSOCKS(.greeting), .waitForClient]]),
            client: { $0.timeout.connect = .milliseconds(300) },
            expect: [.fails(.timeout(.connect)), .requests(0)]),
    ]
}
