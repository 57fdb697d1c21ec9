import Fetch
import FetchConformance
import HTTPValues

extension Explanation {
    static let cookies: [Explanation] = [
        Explanation("cookie-own-domain", .httpx) { spec, found in
            concernsCookies(found) && spec.sentLines.contains { $0.hasSuffix("; Domain=localhost") }
        },
        Explanation("cookie-empty-domain", .httpx) { spec, found in
            concernsCookies(found) && spec.sentLines.contains { $0.hasSuffix("; Domain=") }
        },
        Explanation("cookie-relative-path", .httpx) { spec, found in
            concernsCookies(found) && spec.sentLines.contains { $0.hasSuffix("; Path=relative") }
        },
        // RFC 6265 section 5.3: of several attributes with the same name, the last one wins.
        Explanation("cookie-repeated-attribute", .httpx) { spec, found in
            concernsCookies(found) && spec.sentValues("Set-Cookie").contains { $0.matches(of: /; path=/).count > 1 }
        },
        // httpx removes cookies before it sets new ones, so a removal misses cookies set by the same response.
        Explanation("cookie-order", .httpx) { spec, found in
            let set = spec.sentValues("Set-Cookie")
            return concernsCookies(found) && set.contains { $0.contains("max-age=0") }
                && Set(set.map { $0.prefix { $0 != "=" } }).count < set.count
        },
        Explanation("cookie-prefix", .httpx, .aiohttp) { spec, found in
            concernsCookies(found) && spec.sentLines.contains { $0.contains("__Host-") }
        },
        // RFC 6265bis section 5.7: a cookie received without TLS does not touch one received over TLS.
        Explanation("cookie-secure", .httpx, .aiohttp) { spec, found in
            concernsCookies(found) && spec.sentValues("Set-Cookie").count > 1
                && spec.sentValues("Set-Cookie").contains { $0.contains("; secure") }
        },
        Explanation("cookie-verbatim", .aiohttp) { _, found in
            concernsCookies(found) && unquoted(found.original) == unquoted(found.duet)
        },
        // httpx2 sends a request's own cookies first, and httpx sends them last.
        Explanation("cookie-given-order", .httpx) { spec, found in
            found.kind == "sent headers" && spec.lines.contains { !$0["cookies"].isNull }
                && found.original.sorted() == found.duet.sorted()
        },
    ]

    private static func concernsCookies(_ found: Difference) -> Bool {
        found.kind == "cookies"
            || found.kind == "sent headers" && withoutCookies(found.original) == withoutCookies(found.duet)
    }

    private static func withoutCookies(_ fields: String) -> String { fields.replacing(/\n?Cookie: [^\n]*/, with: "") }

    private static func unquoted(_ text: String) -> String {
        text.replacing("\\\"", with: "").replacing("\\054", with: ",").replacing("\"", with: "")
    }

    static let connections: [Explanation] = [
        Explanation("resend-fresh", .aiohttp) { spec, found in
            found.kind == "requests" && found.original == "\(found.duet); \(found.duet)"
        },
        Explanation("connect-fields", .httpx, .aiohttp) { spec, found in
            spec.category == .proxies && found.kind == "sent headers" && spec.urls.contains { $0.hasPrefix("https:") }
        },
        Explanation("proxy-target", .aiohttp) { spec, found in
            spec.category == .proxies && found.kind == "requests"
                && found.isEqual { $0.replacing(" HTTP/1.1", with: "/ HTTP/1.1") }
        },
        Explanation("proxy-field-order", .aiohttp) { spec, found in
            spec.category == .proxies && found.kind == "sent headers"
                && found.original.split(separator: "\n").sorted() == found.duet.split(separator: "\n").sorted()
        },
    ]
}
