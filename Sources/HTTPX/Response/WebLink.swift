import Fetch
import HTTPValues

/// One link of a `Link` field (RFC 8288 section 3).
public struct WebLink: Sendable, Hashable {
    /// The target, as it stands in the field.
    public let url: String
    /// The parameters, by name in lower case.
    public let parameters: [String: String]

    /// The relation, if there is one.
    public var rel: String? { parameters["rel"] }

    /// Reads the lines of the field; what cannot be read is skipped.
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
    /// The parts between `separator`s that stand neither in quotes nor in angle brackets.
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
