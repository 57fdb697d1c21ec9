import Fetch
import FetchConformance
import HTTPValues

/// Compares what Duet and an original did, field by field.
enum TranscriptDifferences {
    /// The fields of a result line that must be equal.
    private static let resultFields = [
        "status", "reason", "http_version", "url", "headers", "body_b64", "encoding", "text", "history", "lines",
        "scheme", "host", "port", "username", "password", "path", "query", "fragment",
    ]

    /// All fields in which two transcripts differ.
    static func between(_ original: Transcript, _ duet: Transcript) -> [Difference] {
        var found: [Difference] = []
        func compare(_ field: String, _ left: String, _ right: String) {
            if left != right { found.append(Difference(field: field, original: left, duet: right)) }
        }
        for (index, (left, right)) in zip(original.results, duet.results).enumerated() {
            let prefix = index == 0 ? "" : "line \(index): "
            for (field, left, right) in fields(left, right) { compare(prefix + field, left, right) }
        }
        compare("requests", requestLines(original), requestLines(duet))
        for (index, (left, right)) in zip(original.requests, duet.requests).enumerated() {
            let prefix = index == 0 ? "" : "request \(index): "
            compare(prefix + "sent headers", fields(left.headers), fields(right.headers))
            compare(prefix + "sent body", printable(left.body), printable(right.body))
            // Chunk boundaries have no meaning (RFC 9112 section 7.1).
            compare(prefix + "sent in chunks", "\(!left.chunkSizes.isEmpty)", "\(!right.chunkSizes.isEmpty)")
        }
        return found
    }

    private static func fields(_ left: JSON, _ right: JSON) -> [(String, String, String)] {
        guard left["ok"].bool == true, right["ok"].bool == true else {
            return [("outcome", outcome(left), outcome(right))]
        }
        return resultFields.map { ($0, shown(left, $0), shown(right, $0)) }
            + [("cookies", cookies(left), cookies(right))]
    }

    private static func outcome(_ result: JSON) -> String {
        result["ok"].bool == true
            ? "success with status \(result["status"].text(.compact))" : result["error"]["kind"].string ?? "an error"
    }

    private static func shown(_ result: JSON, _ field: String) -> String {
        if field == "headers" { return headers(result) }
        guard field == "body_b64" || field == "text" else { return result[field].text(.compact) }
        guard let text = result[field].string else { return "null" }
        return withoutNames(field == "text" ? text : Base64.decode(text).map(printable) ?? text)
    }

    /// The headers of a response. The date is masked, because time passes between two responses.
    private static func headers(_ result: JSON) -> String {
        (result["headers"].array ?? []).map { field in
            let name = field[0].string ?? ""
            return "\(name): \(name.lowercased() == "date" ? "{now}" : field[1].string ?? "")"
        }.joined(separator: "\n")
    }

    private static func cookies(_ result: JSON) -> String {
        (result["cookies"].array ?? []).map { $0.text(.compact) }.sorted().joined(separator: " ")
    }

    private static func requestLines(_ transcript: Transcript) -> String {
        transcript.requests.map { ($0.isOther ? "(other) " : "") + $0.line }.joined(separator: "; ")
    }

    private static func fields(_ headers: Headers) -> String {
        headers.fields.map { "\($0.name): \(withoutNames($0.value))" }.joined(separator: "\n")
    }

    private static func printable(_ bytes: Bytes) -> String {
        bytes.reduce(into: "") { $0.unicodeScalars.append(Unicode.Scalar($1)) }
    }

    /// Masks the client's own name, which may differ.
    private static func withoutNames(_ text: String) -> String {
        ownNames.reduce(text) { $0.replacing($1, with: "{client}") }.replacing(
            /Python\/3\.[0-9]+ \{client\}/, with: "{client}")
    }

    private static let ownNames = [
        FetchPolicy.httpx.defaultHeaders["User-Agent"] ?? "", FetchPolicy.aiohttp.defaultHeaders["User-Agent"] ?? "",
        "python-httpx/0.28.1", "python-httpx2/2.16.2", "aiohttp/3.14.5",
    ]
}
