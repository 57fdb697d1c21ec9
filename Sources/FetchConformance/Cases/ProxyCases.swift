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
            "a plain request goes to the proxy with its whole URL", why: "RFC 9112 section 3.2.2",
            [.send(.get("http://example.test/a%20b?q=1"))],
            expect: [
                .status(200), .line(0, "GET http://example.test/a%20b?q=1 HTTP/1.1"), .sent(0, "Host", "example.test"),
            ]),
        forwarded(
            "a port goes along", why: "RFC 9112 section 3.2.2", [.send(.get("http://example.test:8080/x"))],
            expect: [.line(0, "GET http://example.test:8080/x HTTP/1.1"), .sent(0, "Host", "example.test:8080")]),
        forwarded(
            "a body goes along", why: "RFC 9110 section 7.6", [.send(.post("http://example.test/", .bytes("abc")))],
            expect: [.line(0, "POST http://example.test/ HTTP/1.1"), .sentBody(0, "abc"), .status(200)]),
        forwarded(
            "the name and password of the proxy are for it alone", why: "RFC 9110 section 11.7.1",
            through: user,
            expect: [.sentLines(0, "Proxy-Authorization", [basic]), .sent(0, "Authorization", nil), .status(200)]),
        forwarded(
            "a proxy without a name gets no credentials", why: "RFC 9110 section 11.7.1",
            expect: [.sent(0, "Proxy-Authorization", nil)]),
        forwarded(
            "credentials of the request are for the origin", why: "RFC 9110 section 11.6.2", through: user,
            [.send(.get("http://example.test/") { $0.credentials = ("u", "p") })],
            expect: [.sent(0, "Authorization", "Basic dTpw"), .sent(0, "Proxy-Authorization", basic)]),
        forwarded(
            "one connection to the proxy serves several origins", why: "RFC 9110 section 7.6.1",
            [.send(.get("http://one.test/")), .send(.get("http://two.test/"))],
            expect: [.requests(2), .connections(1), .line(1, "GET http://two.test/ HTTP/1.1")]),
        forwarded(
            "a redirect is followed through the proxy", why: "RFC 9110 section 15.4", through: user,
            server: .replies([[.send(redirect(to: "http://two.test/next"))], [.send(reply())]]),
            client: { $0.followRedirects = true },
            expect: [
                .status(200), .line(1, "GET http://two.test/next HTTP/1.1"), .sent(1, "Proxy-Authorization", basic),
            ]),
        forwarded(
            "a refusal of the proxy is a response", why: "RFC 9110 section 15.5.8",
            server: .replies([[.send(reply("407 Log In", [], "who?"))], [.send(reply("502 Bad Gateway", [], "no"))]]),
            [.send(.get("http://example.test/")), .send(.get("http://example.test/"))],
            expect: [.outcome(0, .status(407)), .outcome(1, .status(502)), .body("no")]),
    ]

    /// TLS: the proxy receives a request for a tunnel.
    private static let tunnels =
        [
            proxied(
                "a tunnel is asked for by host and port", why: "RFC 9112 section 3.2.3",
                server: .connections([[.readHead, .send(reply("403 No"))]]), [.send(.get("https://example.test/x"))],
                expect: [
                    .fails(.connect), .line(0, "CONNECT example.test:443 HTTP/1.1"),
                    .sent(0, "Host", "example.test:443"),
                ]),
            proxied(
                "a tunnel is asked for with the credentials of the proxy, and with no others",
                why: "RFC 9110 section 9.3.6: what is meant for the origin is not for the proxy", through: user,
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
                "a tunnel that breaks off at once", why: "RFC 9110 section 9.3.6",
                server: .connections([[.readHead, .send("HTTP/1.1 200 OK\r\n\r\n"), .close]]),
                [.send(.get("https://example.test/"))], expect: [.fails(.connect, .disconnected, .broken)]),
            proxied(
                "a tunnel to what does not speak TLS", why: "RFC 8446 section 6",
                server: .connections([[.readHead, .send("HTTP/1.1 200 OK\r\n\r\n" + reply()), .waitForClient]]),
                [.send(.get("https://example.test/"))], expect: [.fails(.connect)]),
            proxied(
                "no answer to a request for a tunnel", why: "RFC 9110 section 9.3.6",
                server: .connections([[.readHead, .waitForClient]]),
                client: { $0.timeout.connect = .milliseconds(300) }, [.send(.get("https://example.test/"))],
                expect: [.fails(.timeout(.connect))]),
        ]
        + ["403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway"].map { status in
            proxied(
                "a tunnel refused with \(status)", why: "RFC 9110 section 9.3.6: the origin was never reached",
                through: "http://user:s3cret@127.0.0.1:{port}",
                server: .connections([[.readHead, .send(reply(status)), .waitForClient]]),
                [.send(.get("https://example.test/"))], expect: [.fails(.connect), .hides("s3cret")])
        }

    private static let brokenProxies = [
        proxied(
            "a proxy that is not there", why: "errors end up in logs", through: "http://user:s3cret@127.0.0.1:1",
            [.send(.get("http://example.test/")), .send(.get("https://example.test/"))],
            expect: [.each(.fails(.connect)), .each(.hides("s3cret")), .connections(0)]),
        proxied(
            "a proxy whose name does not exist", why: "RFC 6761 section 6.4", through: "http://proxy.invalid:3128",
            expect: [.fails(.connect)]),
        proxied(
            "a proxy that answers a plain request with rubbish", why: "RFC 9112 section 4",
            server: .lastWords("SSH-2.0-OpenSSH_9.2\r\n"), expect: [.fails(.protocolViolation)]),
        proxied(
            "a proxy that answers the request for a tunnel with rubbish", why: "RFC 9112 section 4",
            server: .connections([[.readHead, .send("SSH-2.0-OpenSSH_9.2\r\n\r\n"), .close]]),
            [.send(.get("https://example.test/"))],
            expect: [.fails(.connect, .protocolViolation, .disconnected, .broken)]),
        proxied(
            "a proxy whose answer to a request for a tunnel never ends", why: "bounded memory",
            server: .connections([
                [
                    .readHead, .send("HTTP/1.1 200 OK\r\n"),
                    .flood(Bytes("X-A: " + String(repeating: "v", count: 1000) + "\r\n")),
                ]
            ]), [.send(.get("https://example.test/"))],
            expect: [.fails(.connect, .protocolViolation, .broken, .tooLarge)]),
        proxied(
            "a proxy that hangs up", why: "RFC 9112 section 8", server: .connections([[.readRequest, .close]]),
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
            "SOCKS: a name is left to the proxy", why: "RFC 1928 section 4", through: name,
            server: .connections([[.readSOCKS(.greeting), welcome] + served]),
            [.send(.get("http://example.test/x"))],
            expect: [
                .status(200), .line(0, "GET /x HTTP/1.1"), .sent(0, "Host", "example.test"),
                .socks(1, [5, 1, 0, 3, 12] + Array("example.test".utf8) + [0, 80]),
            ]),
        proxied(
            "SOCKS: an address is sent as such", why: "RFC 1928 section 4", through: "socks5://127.0.0.1:{port}",
            server: .connections([[.readSOCKS(.greeting), welcome] + served]),
            [.send(.get("http://127.0.0.1:8080/x"))],
            expect: [.status(200), .socks(1, [5, 1, 0, 1, 127, 0, 0, 1, 0x1F, 0x90])]),
        proxied(
            "SOCKS: who has no name offers none", why: "RFC 1928 section 3", through: name,
            server: .connections([[.readSOCKS(.greeting), welcome] + served]),
            expect: [
                .status(200),
                .that("it offers to log in with nothing, and with no password") { seen in
                    guard let greeting = seen.server.socks.first else { return false }
                    return greeting.first == 5 && greeting.dropFirst(2).contains(0)
                        && !greeting.dropFirst(2).contains(2)
                },
            ]),
        proxied(
            "SOCKS: name and password", why: "RFC 1929 section 2", through: nameWithLogin,
            server: .connections([
                [.readSOCKS(.greeting), asksForLogin, .readSOCKS(.login), .sendBytes([1, 0])] + served
            ]),
            expect: [
                .status(200), .socks(1, [1, 4] + Array("user".utf8) + [6] + Array("s3cret".utf8)),
                .sent(0, "Proxy-Authorization", nil), .sent(0, "Authorization", nil),
            ]),
        proxied(
            "SOCKS: name and password are refused", why: "RFC 1929 section 2", through: nameWithLogin,
            server: .connections([[.readSOCKS(.greeting), asksForLogin, .readSOCKS(.login), .sendBytes([1, 1])]]),
            expect: [.fails(.connect), .hides("s3cret"), .requests(0)]),
        proxied(
            "SOCKS: no way to log in suits the proxy", why: "RFC 1928 section 3", through: name,
            server: .connections([[.readSOCKS(.greeting), .sendBytes([5, 0xFF])]]),
            expect: [.fails(.connect), .requests(0)]),
        proxied(
            "SOCKS: the target refuses", why: "RFC 1928 section 6", through: name,
            server: .connections([
                [.readSOCKS(.greeting), welcome, .readSOCKS(.request), .sendBytes([5, 5, 0, 1, 0, 0, 0, 0, 0, 0])]
            ]), expect: [.fails(.connect), .requests(0)]),
        proxied(
            "SOCKS: the proxy speaks HTTP", why: "RFC 1928 section 3", through: name,
            server: .connections([[.readSOCKS(.greeting), .send(reply("400 Bad Request"))]]),
            expect: [.fails(.connect), .requests(0)]),
        proxied(
            "SOCKS: the proxy says nothing", why: "RFC 1928 section 3", through: name,
            server: .connections([[.readSOCKS(.greeting), .waitForClient]]),
            client: { $0.timeout.connect = .milliseconds(300) },
            expect: [.fails(.timeout(.connect)), .requests(0)]),
    ]
}
