import Fetch
import FetchConformance
import HTTPValues

extension Explanation {
    static let responses: [Explanation] = [
        Explanation("reply-value-case", .httpx) { _, found in
            found.kind == "headers" && found.original.lowercased() == found.duet.lowercased()
        },
        Explanation("status-line-version", .httpx) { spec, found in
            found.refuses("RemoteProtocolError") && spec.sentLines.contains { $0.hasPrefix("HTTP/3") }
        },
        Explanation("status-range", .aiohttp) { spec, found in
            found.refuses("ClientResponseError") && spec.sentLines.contains { $0.hasPrefix("HTTP/1.1 0") }
        },
        Explanation("unsolicited-101", .aiohttp) { spec, found in
            found.refuses("ClientResponseError") && spec.sentLines.contains { $0.hasPrefix("HTTP/1.1 101") }
        },
        Explanation("transfer-coding", .aiohttp) { spec, found in
            found.refuses("ClientResponseError") && spec.sentLines.contains { $0.contains("Transfer-Encoding: gzip") }
        },
        // aiohttp's error depends on when it notices: with the head, or later.
        Explanation("broken-chunks", .aiohttp) { spec, found in
            spec.category == .malformed && found.original == "ClientResponseError" && found.duet == "ClientPayloadError"
                && spec.sentLines.contains { $0.contains("Transfer-Encoding: chunked") }
        },
        Explanation("truncated-coding", .httpx, .aiohttp) { spec, found in
            spec.category == .decoding && found.refuses("DecodingError", "ClientPayloadError")
        },
        Explanation("x-gzip", .httpx, .aiohttp) { spec, found in
            ["body_b64", "text"].contains(found.kind) && spec.sentValues("Content-Encoding").contains("x-gzip")
        },
        Explanation("gzip-members", .httpx) { spec, found in
            ["body_b64", "text"].contains(found.kind) && spec.sentValues("Content-Encoding") == ["gzip"]
                && !found.original.isEmpty && found.duet.hasPrefix(found.original)
        },
        Explanation("stacked-codings", .aiohttp) { spec, found in
            ["body_b64", "text"].contains(found.kind)
                && spec.sentValues("Content-Encoding").contains { $0.contains(",") }
        },
        Explanation("gzip-junk", .aiohttp) { spec, found in
            found.kind == "outcome" && found.original == "ClientPayloadError" && found.duet.hasPrefix("success")
                && spec.sentValues("Content-Encoding") == ["gzip"]
        },
        Explanation("text-never-fails", .httpx) { spec, found in
            spec.category == .text && found.kind == "outcome" && found.original.hasPrefix("Unicode")
                && found.duet.hasPrefix("success")
        },
    ]

    static let redirects: [Explanation] = [
        Explanation("one-shot-body", .httpx) { spec, found in
            found.kind == "requests" && spec.lines.contains { !$0["chunks_b64"].isNull }
                && found.original.hasPrefix(found.duet)
        },
        Explanation("redirect-scheme", .httpx) { spec, found in
            ["InvalidURL", "RemoteProtocolError"].contains(found.original) && found.duet == "UnsupportedProtocol"
                && spec.sentValues("Location").contains { $0.hasPrefix("javascript:") }
        },
        Explanation("redirect-empty-location", .httpx) { spec, found in
            spec.sentValues("Location") == [""] && (found.kind == "outcome" || found.kind == "requests")
        },
        Explanation("redirect-cookies", .httpx) { spec, found in
            found.kind == "sent headers" && spec.lines.contains { !$0["cookies"].isNull }
                && found.duet.hasPrefix(found.original) && found.duet.contains("\nCookie: ")
        },
        Explanation("redirect-without-location", .aiohttp) { spec, found in
            found.kind == "history" && found.duet == "[]" && spec.sentValues("Location").allSatisfy(\.isEmpty)
        },
        Explanation("redirect-count", .aiohttp) { spec, found in
            guard let limit = spec.lines.first?["max_redirects"].int else { return false }
            let sent = found.duet.split(separator: "; ").count
            if found.kind == "requests" { return sent == limit + 1 && found.duet.hasPrefix(found.original) }
            return found.kind == "outcome" && found.original == "TooManyRedirects" && found.duet.hasPrefix("success")
        },
    ]
}
