import AIOHTTPClient
import Fetch
import FetchConformance
import HTTPValues
import HTTPX

extension IntendedDifference {
    /// Expects the target of a request.
    private static func target(_ target: String, of url: String) -> Evidence {
        .play(
            Case(
                url, why: "RFC 3986 section 2.4", server: .reply(reply()), [.send(.get(url))],
                expect: [.line(0, "GET \(target) HTTP/1.1")]))
    }

    /// A string that is rejected as a URL.
    private static func refused(_ text: String, with words: String) -> Evidence {
        .rule(httpx: words, aiohttp: words) { try FetchURL(text, dialect: $0.dialect).text }
    }

    static let urls: [IntendedDifference] = [
        IntendedDifference(
            "escapes-kept", .aiohttp, "`%7E` in a path, `%2F` in a query", theirs: "decoded to `~` and `/`",
            ours: "unchanged",
            why: "the URL may be signed", target("/%7Eu?a=%2F", of: "/%7Eu?a=%2F")),
        IntendedDifference(
            "join-escapes", .aiohttp, "`.` joined to a URL with `é` in its path", theirs: "keeps `é` unescaped",
            ours: "`%C3%A9`", why: "a URL is ASCII (RFC 3986 section 2)",
            .rule(httpx: "http://h/%C3%A9/", aiohttp: "http://h/%C3%A9/") {
                try FetchURL("http://h/é/x", dialect: $0.dialect).joined(".").text
            }),
        IntendedDifference(
            "empty-query-kept", .aiohttp, "`?` at the end of a URL", theirs: "dropped", ours: "kept",
            why: "an empty query is still a query", target("/p?", of: "/p?")),
        IntendedDifference(
            "encoded-params-kept", .aiohttp, "an already encoded string as `params`", theirs: "encoded again",
            ours: "sent as is", why: "nobody wants `%2520`",
            .look(
                httpx: "", aiohttp: "x=%20y", byHTTPX: { _, _ in "" },
                byAIOHTTP: { server in
                    try await ClientSession.with { session in
                        try await session.get(server.origin, params: "x=%20y") { $0.url.encodedQuery ?? "" }
                    }
                })),
        IntendedDifference(
            "url-length", .aiohttp, "a URL of more than 65,536 characters", theirs: "accepted", ours: "error",
            why: "as in httpx", refused("http://h/" + String(repeating: "a", count: 65_536), with: "URL too long")),
        IntendedDifference(
            "host-characters", .aiohttp, "`<` or a space in a host", theirs: "accepted", ours: "error",
            why: "RFC 3986 section 3.2.2", refused("http://a<b/", with: "Invalid host: 'a<b'")),
        IntendedDifference(
            "host-symbols", .aiohttp, "`☃.net` as a host", theirs: "accepted (IDNA 2003)",
            ours: "error (IDNA 2008)",
            why: "RFC 5891", refused("http://☃.net/", with: "Invalid IDNA hostname: '☃.net'")),
        IntendedDifference(
            "port-digits", .both, "`+8_0`, `-1` or ` 80` as a port", theirs: "read as a number", ours: "error",
            why: "RFC 3986 section 3.2.3",
            refused("http://h:+8_0/", with: "Invalid port: '+8_0'")),
    ]
}
