import Fetch
import HTTPValues

extension Corpus {
    private static let arrived = Reply.ok("200 OK", [], "arrived")

    private static func to(_ location: String, _ status: Int = 302) -> Reply {
        .ok("\(status) Moved", ["Location: \(location)"])
    }

    private static func following(
        _ name: String, _ replies: [Reply], _ method: String = "GET", _ members: (String, JSON)...
    ) -> Spec {
        let asked = members.reduce(line(method, "{origin}/dir/first", ("follow_redirects", true))) {
            $0.with($1.0, $1.1)
        }
        return Spec(.redirects, name, .replies(replies), [asked])
    }

    static let redirects: [Spec] =
        [301, 302, 303, 307, 308].flatMap { status in
            ["GET", "HEAD", "POST", "DELETE", "OPTIONS"].map {
                following("\(status) after \($0)", [to("/next", status), arrived], $0)
            }
                + ["POST", "PUT", "PATCH", "DELETE"].map {
                    following(
                        "\(status) after \($0) with a body", [to("/next", status), arrived], $0, ("content", "body"))
                }
                + [
                    following("\(status) after JSON", [to("/next", status), arrived], "POST", ("json", ["a": 1])),
                    following(
                        "\(status) after chunks", [to("/next", status), arrived], "POST",
                        ("chunks_b64", ["YQ==", "Yg=="])),
                ]
        }
        + [300, 304, 305, 306, 310].map { following("\($0) with a Location", [to("/next", $0), arrived]) }
        + locations.map { following("to \($0)", [to($0), arrived]) }
        + [
            following("no Location", [.ok("302 Found", [], "here")]), following("empty Location", [to("")]),
            following("chain", [to("/a"), to("/b"), to("/c"), arrived]),
            following("loop", [to("/dir/first")], "GET", ("max_redirects", 3)),
            following(
                "fields on the same origin", [to("/next"), arrived], "GET",
                ("headers", [["Authorization", "Bearer t"], ["X-Key", "k"]])),
            following(
                "fields to another origin", [to("{other}/next"), arrived], "GET",
                ("headers", [["Authorization", "Bearer t"], ["X-Key", "k"]])),
            following("own cookie to another origin", [to("{other}/next"), arrived], "GET", ("cookies", ["a": "1"])),
            following("own cookie on the same origin", [to("/next"), arrived], "GET", ("cookies", ["a": "1"])),
            following(
                "login on the same origin", [to("/next"), arrived], "GET",
                ("auth", ["type": "basic", "username": "u", "password": "p"])),
            following(
                "login to another origin", [to("{other}/next"), arrived], "GET",
                ("auth", ["type": "basic", "username": "u", "password": "p"])),
            following("parameters are not added again", [to("/next"), arrived], "GET", ("params", [["a", "1"]])),
            following(
                "content type after 302", [to("/next"), arrived], "POST", ("json", 1), ("headers", [["X-A", "1"]])),
            Spec(
                .redirects, "not followed", .replies([to("/next")]),
                [line("GET", "{origin}/", ("follow_redirects", false))]),
            Spec(.redirects, "the default", .replies([to("/next"), arrived]), [line()]),
            Spec(.redirects, "the default of HEAD", .replies([to("/next"), arrived]), [line("HEAD")]),
            Spec(
                .redirects, "cookie of a redirect",
                .replies([.ok("302 F", ["Location: /next", "Set-Cookie: a=1"]), arrived]),
                [line("GET", "{host}/first", ("follow_redirects", true))]),
        ]

    private static let locations = [
        "sub/x?y=1", "../x", "/x/../y", "?q=1", "#frag", "/x#frag", "{origin}/abs", "{other}/abs", "/a b", "/é", "./",
        "//127.0.0.1:{port}/net",
        "/x?a=1&b=%20", "/%7Ex", "/a%2Fb", "ftp://127.0.0.1/x", "javascript:alert(1)", "http://h:abc/",
        "http://user:pw@127.0.0.1:{port}/auth", "/?a[]=1",
    ]

    static let cookies: [Spec] =
        setCookies.map { fields in
            Spec(
                .cookies, "\(fields)", .replies([.ok("200 OK", fields.map { "Set-Cookie: \($0)" }, "ok")]),
                [
                    line("GET", "{host}/dir/a", ("session", "s")), line("GET", "{host}/dir/b", ("session", "s")),
                    line("GET", "{host}/", ("session", "s")),
                ])
        }
        + [
            Spec(
                .cookies, "given", .replies([arrived]), [line("GET", "{host}/", ("cookies", ["a": "1", "b": "x y"]))]),
            Spec(
                .cookies, "given on an address", .replies([arrived]),
                [line("GET", "{origin}/", ("cookies", ["a": "1"]))]),
            Spec(
                .cookies, "given and stored", .replies([.ok("200 OK", ["Set-Cookie: s=1; Path=/"])]),
                [
                    line("GET", "{host}/", ("session", "s")),
                    line("GET", "{host}/", ("session", "s"), ("cookies", ["g": "2"])),
                ]),
            Spec(
                .cookies, "given over stored", .replies([.ok("200 OK", ["Set-Cookie: s=1; Path=/"])]),
                [
                    line("GET", "{host}/", ("session", "s")),
                    line("GET", "{host}/", ("session", "s"), ("cookies", ["s": "2"])),
                    line("GET", "{host}/", ("session", "s")),
                ]),
            Spec(
                .cookies, "own field and stored", .replies([.ok("200 OK", ["Set-Cookie: s=1; Path=/"])]),
                [
                    line("GET", "{host}/", ("session", "s")),
                    line("GET", "{host}/", ("session", "s"), ("headers", [["Cookie", "x=y"]])),
                ]),
            Spec(
                .cookies, "on an address", .replies([.ok("200 OK", ["Set-Cookie: a=1"])]),
                [line("GET", "{origin}/", ("session", "s")), line("GET", "{origin}/", ("session", "s"))]),
            Spec(
                .cookies, "replaced",
                .replies([.ok("200 OK", ["Set-Cookie: a=1"]), .ok("200 OK", ["Set-Cookie: a=2"])]),
                [
                    line("GET", "{host}/", ("session", "s")), line("GET", "{host}/", ("session", "s")),
                    line("GET", "{host}/", ("session", "s")),
                ]),
            Spec(
                .cookies, "deleted",
                .replies([.ok("200 OK", ["Set-Cookie: a=1"]), .ok("200 OK", ["Set-Cookie: a=; Max-Age=0"])]),
                [
                    line("GET", "{host}/", ("session", "s")), line("GET", "{host}/", ("session", "s")),
                    line("GET", "{host}/", ("session", "s")),
                ]),
        ]

    private static let setCookies: [[String]] = [
        ["a=1"], ["a=1", "b=2"], ["a=1; Path=/"], ["a=1; Path=/dir"], ["a=1; Path=/dir/"], ["a=1; Path=/other"],
        ["a=1; Path=/di"],
        ["a=1; Secure"], ["a=1; HttpOnly"], ["a=1; Domain=localhost"], ["a=1; Domain=other.example"],
        ["a=1; Domain=example.localhost"], ["a=1; Max-Age=60"],
        ["a=1; Max-Age=0"], ["a=1; Max-Age=-1"], ["a=1; Expires=Wed, 21 Oct 2065 07:28:00 GMT"],
        ["a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT"],
        ["a=1; SameSite=Lax"], ["a="], ["a=b=c"], ["a=\"quoted\""], ["a=1; path=/; secure"], ["novalue"], ["=value"],
        [" a = 1 "], ["a=1;Path=/;Max-Age=60"], ["a=x y"], ["a=%20"], ["a=1; Path="], ["a=1; Path=relative"],
        ["a=1; Unknown=x"],
        ["A=1", "a=2"], ["a=1; Path=/", "a=2; Path=/dir"], ["a=1; Max-Age=60; Expires=Wed, 21 Oct 2015 07:28:00 GMT"],
        ["a=1; Expires=nonsense"],
        ["__Host-a=1; Path=/"], ["a=1; Domain="], ["a=1,b=2"], ["a.b=1"], ["a=1; Partitioned"],
    ]
}
