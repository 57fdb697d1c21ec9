import Fetch
import FetchConformance
import HTTPValues

extension Explanation {
    static let urls: [Explanation] = [
        Explanation("port-digits", .httpx, .aiohttp) { spec, found in
            found.kind == "outcome" && found.duet == "InvalidURL"
                && spec.urls.contains { $0.contains(/:( |-)[0-9]*\//) }
        },
        Explanation("host-symbols", .aiohttp) { spec, found in
            found.kind == "outcome" && found.duet == "InvalidURL" && spec.urls.contains { $0.contains("☃") }
        },
        Explanation("host-characters", .aiohttp) { spec, found in
            found.kind == "outcome" && found.duet == "InvalidURL"
                && spec.urls.contains { $0.contains(/\/\/[^\/]* [^\/]*\//) }
        },
        // Escapes of unreserved characters mean the same as the characters (RFC 3986 section 6.2.2.2).
        Explanation("escapes-kept", .aiohttp) { _, found in
            ["url", "path", "query", "fragment", "requests", "history"].contains(found.kind)
                && unescaped(found.original) == unescaped(found.duet)
        },
        // The service shows the URL in its responses.
        Explanation("escapes-kept", .aiohttp) { spec, found in
            guard case .service = spec.stage else { return false }
            return ["headers", "body_b64", "text"].contains(found.kind) && spec.urls.contains { $0.contains("%2F") }
        },
        Explanation("join-escapes", .aiohttp) { spec, found in
            spec.category == .url && ["url", "path"].contains(found.kind) && spec.lines.contains { !$0["base"].isNull }
                && !found.original.utf8.allSatisfy { $0 < 0x80 }
        },
        Explanation("empty-query-kept", .aiohttp) { spec, found in
            ["url", "requests", "history", "query"].contains(found.kind)
                && (spec.urls + spec.sentValues("Location")).contains { $0.contains(/\?(#|$)/) }
        },
    ]

    static let requests: [Explanation] = [
        Explanation("field-value-control", .httpx) { spec, found in
            found.refuses("LocalProtocolError")
                && spec.givenFields.contains { $0.value.utf8.contains { $0 < 0x20 || $0 == 0x7F } }
        },
        Explanation("field-value-blanks", .aiohttp) { spec, found in
            found.refuses("ValueError") && spec.givenFields.contains { $0.value != $0.value.trimmingBlanks }
        },
        Explanation("field-name", .aiohttp) { spec, found in
            found.refuses("ValueError") && spec.givenFields.contains { !$0.name.isToken }
        },
        Explanation("field-value-unicode", .httpx) { spec, found in
            guard spec.givenFields.contains(where: { !$0.value.utf8.allSatisfy { $0 < 0x80 } }) else { return false }
            return found.kind == "outcome" ? found.original == "UnicodeEncodeError" : found.original.isEmpty
        },
        // aiohttp treats names in different case as different names and keeps the last one.
        Explanation("field-name-case", .aiohttp) { spec, found in
            found.kind == "sent headers"
                && Set(spec.givenFields.map { $0.name.lowercased() }).count < Set(spec.givenFields.map(\.name)).count
        },
        Explanation("empty-post-content-type", .aiohttp) { _, found in
            found.kind == "sent headers"
                && found.isEqual { $0.replacing("\nContent-Type: application/octet-stream", with: "") }
        },
        // The service shows such a request in its responses.
        Explanation("empty-post-content-type", .aiohttp) { spec, found in
            guard spec.category == .service || spec.category == .secure else { return false }
            return ["body_b64", "text", "headers"].contains(found.kind)
                && found.original.count - found.duet.count <= 80
                && spec.lines.contains {
                    ["POST", "PUT", "PATCH"].contains($0["method"].string ?? "") && $0["form"].isNull
                }
        },
    ]

    /// Decodes all escapes. Equivalent texts become equal, and so does `%2F` in a query, which yarl unescapes.
    private static func unescaped(_ text: String) -> String {
        text.replacing(/%([0-9A-Fa-f]{2})/) { match in
            UInt8(match.1, radix: 16).map { String(Unicode.Scalar($0)) } ?? String(match.0)
        }
    }

}
