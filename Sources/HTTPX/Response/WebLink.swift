import Fetch
import HTTPValues

/// A link of a `Link` header (RFC 8288 section 3).
public struct WebLink: Sendable, Hashable {
    /// The target URL as written in the header. It may be relative.
    public let url: String
    /// The parameters, keyed by lowercase name.
    public let parameters: [String: String]

    /// The link relation, if given.
    public var rel: String? { parameters["rel"] }

    /// Parses the values of the `Link` headers and skips malformed links.
    static func parse(_ values: [String]) -> [String: WebLink] {
        var links: [String: WebLink] = [:]
        for value in values {
            for item in value.splitOutsideQuotes(",") {
                guard let link = WebLink(item.trimmingBlanks) else { continue }
                links[link.rel ?? link.url] = link
            }
        }
        return links
    }

    private init?(_ text: String) {
        let parts = text.splitOutsideQuotes(";").map(\.trimmingBlanks)
        guard let target = parts.first, target.hasPrefix("<"), target.hasSuffix(">") else { return nil }
        url = String(target.dropFirst().dropLast())
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map { String($0).trimmingBlanks }
            guard let name = pair.first?.lowercased(), parameters[name] == nil else { continue }
            parameters[name] = pair.count == 2 ? pair[1].unquoted : ""
        }
        self.parameters = parameters
    }
}

extension String {
    /// Splits at each `separator` that is neither quoted nor inside angle brackets.
    fileprivate func splitOutsideQuotes(_ separator: Character) -> [String] {
        var parts = [""]
        var isQuoted = false
        var isTarget = false
        var isEscaped = false
        for character in self {
            if character == separator, !isQuoted, !isTarget {
                parts.append("")
                continue
            }
            if character == "\"", !isEscaped { isQuoted.toggle() }
            if !isQuoted { isTarget = character == "<" || (isTarget && character != ">") }
            isEscaped = character == "\\" && !isEscaped
            parts[parts.count - 1].append(character)
        }
        return parts
    }
}
