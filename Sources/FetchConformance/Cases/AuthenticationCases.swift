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
                "a URL with only a user name sends an empty password",
                why: "RFC 7617 section 2: the colon is sent even without a password", server: .reply(reply()),
                needs: [.credentialsInURL], [.send(.get("http://user@127.0.0.1:{port}/"))],
                expect: [.sent(0, "Authorization", "Basic dXNlcjo=")]),
            Case(
                "a URL with only a password sends an empty user name",
                why: "RFC 7617 section 2: the user name may be empty", server: .reply(reply()),
                needs: [.credentialsInURL], [.send(.get("http://:pass@127.0.0.1:{port}/"))],
                expect: [.sent(0, "Authorization", "Basic OnBhc3M=")]),
            Case(
                "credentials in addition to those in the URL: httpx sends them, aiohttp refuses",
                why: "RFC 9110 section 4.2.4: explicit credentials must not lose to deprecated ones in a URL",
                server: .reply(reply()),
                needs: [.credentialsInURL], [.send(.get(withName + "/") { $0.credentials = ("u", "p") })],
                expect: [
                    .style(.httpx, .sentLines(0, "Authorization", ["Basic dTpw"])),
                    .style(.aiohttp, .fails(.invalidRequest)), .style(.aiohttp, .requests(0)),
                ]),
            Case(
                "an Authorization header and credentials never send two headers",
                why: "RFC 9110 section 11.6.2: a request has at most one",
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
                        .that("every request has one Authorization header") { seen in
                            seen.server.requests.allSatisfy { $0.headers.all("Authorization").count == 1 }
                        },
                    ])
                ]),
            Case(
                "a custom Authorization header is sent unchanged",
                why: "RFC 9110 section 11.6.2: schemes other than Basic must work too", server: .reply(reply()),
                [.send(.get { $0.headers = ["Authorization": "Digest username=\"x\", realm=\"\""] })],
                expect: [.sentLines(0, "Authorization", ["Digest username=\"x\", realm=\"\""])]),
            Case(
                "401 is returned as a response", why: "RFC 9110 section 15.5.2: the caller decides how to authenticate",
                server: .reply(reply("401 Who?", ["WWW-Authenticate: Basic realm=\"x\""], "log in")),
                [.send(.get()), .send(.get { $0.credentials = ("u", "p") })],
                expect: [.each(.status(401)), .each(.body("log in")), .requests(2)]),
            Case(
                "credentials in a URL follow redirects only within the origin",
                why: "RFC 9110 section 15.4: a redirect must not leak them to another server",
                server: .replies([
                    [.send(redirect(to: "/2"))], [.send(redirect(to: "{other}/3"))], [.send(reply())],
                ]), client: follow, needs: [.credentialsInURL], [.send(.get(withName + "/1"))],
                expect: [
                    .status(200), .sent(0, "Authorization", basicOfURL), .sent(1, "Authorization", basicOfURL),
                    .sent(2, "Authorization", nil),
                ]),
            Case(
                "a response does not reveal the password of its URL", why: "responses end up in logs",
                server: .replies([[.send(redirect(to: "/2"))], [.send(reply())]]), client: follow,
                needs: [.credentialsInURL], [.send(.get(withName + "/1"))],
                expect: [
                    .that("no URL reveals the password") { seen in
                        seen.outcomes.allSatisfy { outcome in
                            guard case .reply(let reply) = outcome else { return false }
                            return ([reply] + reply.history).allSatisfy { !$0.url.description.contains("pass") }
                        }
                    }
                ]),
            Case(
                "credentials of one request do not carry over to the next",
                why: "as in httpx and aiohttp: unrelated requests must not leak them", server: .reply(reply()),
                needs: [.credentialsInURL],
                [.send(.get { $0.credentials = ("u", "p") }), .send(.get(withName + "/")), .send(.get())],
                expect: [
                    .sent(0, "Authorization", "Basic dTpw"), .sent(1, "Authorization", basicOfURL),
                    .sent(2, "Authorization", nil),
                ]),
        ])
}
