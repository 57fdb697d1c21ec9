import Fetch
import FetchConformance

extension Explanation {
    static let urls: [Explanation] = [
        Explanation("url-port-digits", .httpx, .aiohttp) { spec, found in
            found.kind == "outcome" && found.duet == "InvalidURL"
                && spec.urls.contains { $0.contains(/:( |-)[0-9]*\//) }
        },
        Explanation("url-host-characters", .aiohttp) { spec, found in
            found.kind == "outcome" && found.duet == "InvalidURL"
                && spec.urls.contains { $0.contains("☃") || $0.contains(/\/\/[^\/]* [^\/]*\//) }
        },
        // Escapes of unreserved characters mean the same as the characters (RFC 3986 section 6.2.2.2).
        Explanation("percent-escapes-kept", .aiohttp) { _, found in
            ["url", "path", "query", "fragment", "requests", "history"].contains(found.kind)
                && unescaped(found.original) == unescaped(found.duet)
        },
        // What a service shows of them.
        Explanation("percent-escapes-kept", .aiohttp) { spec, found in
            guard case .service = spec.stage else { return false }
            return ["headers", "body_b64", "text"].contains(found.kind) && spec.urls.contains { $0.contains("%2F") }
        },
        Explanation("empty-query-kept", .aiohttp) { spec, found in
            ["url", "requests", "history", "query"].contains(found.kind)
                && (spec.urls + spec.sentValues("Location")).contains { $0.contains(/\?(#|$)/) }
        },
    ]

    static let requests: [Explanation] = [
        Explanation("field-value-characters", .httpx, .aiohttp) { spec, found in
            found.refuses("LocalProtocolError", "ValueError")
                && spec.givenFields.contains { field in
                    field.value != field.value.trimmingBlanks || field.value.utf8.contains { $0 < 0x20 || $0 == 0x7F }
                }
        },
        Explanation("field-name-characters", .aiohttp) { spec, found in
            found.refuses("ValueError") && spec.givenFields.contains { !$0.name.isToken }
        },
        Explanation("field-value-utf8", .httpx) { spec, found in
            guard spec.givenFields.contains(where: { !$0.value.utf8.allSatisfy { $0 < 0x80 } }) else { return false }
            return found.kind == "outcome" ? found.original == "UnicodeEncodeError" : found.original.isEmpty
        },
        // aiohttp takes names of other letters for other names, and keeps the last.
        Explanation("field-names-ignore-case", .aiohttp) { spec, found in
            found.kind == "sent headers"
                && Set(spec.givenFields.map { $0.name.lowercased() }).count < Set(spec.givenFields.map(\.name)).count
        },
        Explanation("empty-body-has-no-type", .aiohttp) { _, found in
            found.kind == "sent headers"
                && found.isEqual { $0.replacing("\nContent-Type: application/octet-stream", with: "") }
        },
        // What the service shows of such a request.
        Explanation("empty-body-has-no-type", .aiohttp) { spec, found in
            guard spec.category == .service || spec.category == .secure else { return false }
            return ["body_b64", "text", "headers"].contains(found.kind)
                && found.original.count - found.duet.count <= 80
                && spec.lines.contains {
                    ["POST", "PUT", "PATCH"].contains($0["method"].string ?? "") && $0["form"].isNull
                }
        },
    ]

    /// Without escapes: what is left is equal for what means the same, and for `%2F` in a query, which yarl unescapes.
    private static func unescaped(_ text: String) -> String {
        text.replacing(/%([0-9A-Fa-f]{2})/) { match in
            UInt8(match.1, radix: 16).map { String(Unicode.Scalar($0)) } ?? String(match.0)
        }
    }

}
