import Fetch
import HTTPValues

extension Suite {
    private static func follow(_ choices: inout ClientChoices) { choices.followRedirects = true }
    private static let withName = "http://user:pass@127.0.0.1:{port}"
    private static let basicOfURL = "Basic dXNlcjpwYXNz"

    static let authentication = group(
        "authentication",
        [
            Case(
                "a name without a password in a URL", why: "RFC 7617 section 2", server: .reply(reply()),
                needs: [.credentialsInURL], [.send(.get("http://user@127.0.0.1:{port}/"))],
                expect: [.sent(0, "Authorization", "Basic dXNlcjo=")]),
            Case(
                "a password without a name in a URL", why: "RFC 7617 section 2", server: .reply(reply()),
                needs: [.credentialsInURL], [.send(.get("http://:pass@127.0.0.1:{port}/"))],
                expect: [.sent(0, "Authorization", "Basic OnBhc3M=")]),
            Case(
                "credentials beside those in the URL: httpx sends them, aiohttp refuses",
                why: "RFC 9110 section 4.2.4", server: .reply(reply()),
                needs: [.credentialsInURL], [.send(.get(withName + "/") { $0.credentials = ("u", "p") })],
                expect: [
                    .style(.httpx, .sentLines(0, "Authorization", ["Basic dTpw"])),
                    .style(.aiohttp, .fails(.invalidRequest)), .style(.aiohttp, .requests(0)),
                ]),
            Case(
                "a field of the user's and credentials make one field", why: "RFC 9110 section 11.6.2: one is allowed",
                server: .reply(reply()),
                [
                    .send(
                        .get {
                            $0.headers = ["Authorization": "Bearer t"]
                            $0.credentials = ("u", "p")
                        })
                ],
                expect: [
                    .any([
                        .fails(.invalidRequest),
                        .that("there is one Authorization") { seen in
                            seen.server.requests.allSatisfy { $0.headers.all("Authorization").count == 1 }
                        },
                    ])
                ]),
            Case(
                "a field of the user's is sent as it is", why: "RFC 9110 section 11.6.2", server: .reply(reply()),
                [.send(.get { $0.headers = ["Authorization": "Digest username=\"x\", realm=\"\""] })],
                expect: [.sentLines(0, "Authorization", ["Digest username=\"x\", realm=\"\""])]),
            Case(
                "a demand for credentials is a response", why: "RFC 9110 section 15.5.2",
                server: .reply(reply("401 Who?", ["WWW-Authenticate: Basic realm=\"x\""], "log in")),
                [.send(.get()), .send(.get { $0.credentials = ("u", "p") })],
                expect: [.each(.status(401)), .each(.body("log in")), .requests(2)]),
            Case(
                "credentials in a URL stay within the origin", why: "RFC 9110 section 15.4",
                server: .replies([
                    [.send(redirect(to: "/2"))], [.send(redirect(to: "{other}/3"))], [.send(reply())],
                ]), client: follow, needs: [.credentialsInURL], [.send(.get(withName + "/1"))],
                expect: [
                    .status(200), .sent(0, "Authorization", basicOfURL), .sent(1, "Authorization", basicOfURL),
                    .sent(2, "Authorization", nil),
                ]),
            Case(
                "credentials in a URL are not told by the response", why: "responses end up in logs",
                server: .replies([[.send(redirect(to: "/2"))], [.send(reply())]]), client: follow,
                needs: [.credentialsInURL], [.send(.get(withName + "/1"))],
                expect: [
                    .that("no URL shows the password") { seen in
                        seen.outcomes.allSatisfy { outcome in
                            guard case .reply(let reply) = outcome else { return false }
                            return ([reply] + reply.history).allSatisfy { !$0.url.contains("pass") }
                        }
                    }
                ]),
            Case(
                "credentials of one request are not those of the next", why: "both originals", server: .reply(reply()),
                needs: [.credentialsInURL],
                [.send(.get { $0.credentials = ("u", "p") }), .send(.get(withName + "/")), .send(.get())],
                expect: [
                    .sent(0, "Authorization", "Basic dTpw"), .sent(1, "Authorization", basicOfURL),
                    .sent(2, "Authorization", nil),
                ]),
        ])
}
