import Fetch
import FetchConformance
import HTTPValues

extension IntendedDifference {
    private static let next = "GET /get HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

    static let server: [IntendedDifference] = [
        IntendedDifference(
            "server-error-reply", .aiohttp, "the response to a request that is not HTTP",
            theirs: "HTTP/1.0, quotes the request",
            ours: "HTTP/1.1, does not quote it", why: "the request may be an attack",
            .served(to: "GET /<script> bad HTTP/1.1\r\n\r\n", "HTTP/1.1 400", lacks: ["script"])),
        IntendedDifference(
            "server-version", .aiohttp, "a request line with `HTTP/2.0`", theirs: "handled", ours: "505",
            why: "RFC 9110 section 15.6.6", .served(to: "GET /get HTTP/2.0\r\nHost: x\r\n\r\n", "HTTP/1.1 505")),
        IntendedDifference(
            "server-http09", .aiohttp, "`GET /` without a version", theirs: "handled", ours: "400",
            why: "HTTP/0.9 is obsolete", .served(to: "GET /get\r\n\r\n", "HTTP/1.1 400")),
        IntendedDifference(
            "server-chunked-10", .aiohttp, "a chunked body in HTTP/1.0", theirs: "read", ours: "400",
            why: "RFC 9112 section 6.1",
            .served(to: "POST /post HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "HTTP/1.1 400")),
        IntendedDifference(
            "server-long-target", .aiohttp, "the request target is too long", theirs: "400", ours: "414",
            why: "RFC 9110 section 15.5.15",
            .served(to: "GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 414")),
        IntendedDifference(
            "server-long-head", .aiohttp, "the headers are too long", theirs: "400", ours: "431",
            why: "RFC 6585 section 5",
            .served(
                to: "GET /get HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "a", count: 40_000))\r\n\r\n",
                "HTTP/1.1 431")
        ),
        IntendedDifference(
            "server-expect", .aiohttp, "`Expect: 100-continue` for an unknown path", theirs: "100, then 404",
            ours: "404",
            why: "nobody would read the body",
            .served(
                to: "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n",
                "HTTP/1.1 404", lacks: ["100 Continue"])),
        IntendedDifference(
            "server-after-close", .aiohttp, "bytes after a request with `Connection: close`", theirs: "no response",
            ours: "the request gets its response", why: "the request was complete",
            .served(to: next + "GET /get HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 200", has: ["Connection: close"])),
        IntendedDifference(
            "server-h2c", .aiohttp, "`Upgrade: h2c`", theirs: "stalls the connection", ours: "ignored",
            why: "RFC 9110 section 7.8",
            .served(
                to: "GET /get HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                    + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n" + next, "HTTP/1.1 200", has: ["Connection: close"])),
        IntendedDifference(
            "server-head-stream", .aiohttp, "HEAD for a streamed response", theirs: "the body is sent",
            ours: "no body is sent",
            why: "RFC 9110 section 9.3.2",
            .served(
                to: "HEAD /stream/2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "HTTP/1.1 200", lacks: ["\"id\""]
            )),
    ]
}
