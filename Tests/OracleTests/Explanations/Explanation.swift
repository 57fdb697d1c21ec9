import Fetch
import FetchConformance
import HTTPValues

/// Why Duet differs from an original on purpose, and how to recognize the difference.
struct Explanation: Sendable {
    /// The id of the difference in the table of intended differences.
    let id: String
    /// The styles concerned.
    let styles: Set<Style>
    /// Whether a difference found for a spec is of exactly this kind.
    let explains: @Sendable (Spec, Difference) -> Bool

    init(_ id: String, _ styles: Style..., explains: @escaping @Sendable (Spec, Difference) -> Bool) {
        self.id = id
        self.styles = Set(styles)
        self.explains = explains
    }

    static let all: [Explanation] = urls + requests + responses + redirects + cookies + connections
}

extension Difference {
    /// The field without the prefix of its line or request.
    var kind: String { field.split(separator: ": ").last.map(String.init) ?? field }

    /// Whether Duet rejects with `kind` what the original accepts, or sent no request for that reason.
    func refuses(_ kind: String...) -> Bool {
        switch self.kind {
        case "outcome": original.hasPrefix("success") && kind.contains(duet)
        case "requests": duet.isEmpty
        default: false
        }
    }

    /// Whether applying `change` to the original's value gives Duet's.
    func isEqual(after change: (String) -> String) -> Bool { change(original) == duet }
}

extension Spec {
    /// The request headers given in the lines.
    var givenFields: [(name: String, value: String)] {
        lines.flatMap { line in (line["headers"].array ?? []).map { ($0[0].string ?? "", $0[1].string ?? "") } }
    }

    /// The URLs given in the lines.
    var urls: [String] { lines.compactMap { $0["url"].string } }

    /// The lines of the response heads and the bodies that the server sends.
    var sentLines: [String] {
        guard case .replies(let replies) = stage else { return [] }
        return replies.flatMap { $0.head + [$0.body.utf8Text] }
    }

    /// The values of a response header, lowercased.
    func sentValues(_ name: String) -> [String] {
        sentLines.filter { $0.lowercased().hasPrefix("\(name.lowercased()):") }
            .map { $0.dropFirst(name.count + 1).lowercased().trimmingBlanks }
    }
}
