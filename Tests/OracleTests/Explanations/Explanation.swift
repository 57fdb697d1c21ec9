import Fetch
import FetchConformance
import HTTPValues

/// Why Duet disagrees with an original on purpose, and how to tell that a difference is just that.
struct Explanation: Sendable {
    /// The difference, as the table of intended differences names it.
    let id: String
    /// The styles that it is about.
    let styles: Set<Style>
    /// Whether a difference about a spec is exactly of this kind.
    let explains: @Sendable (Spec, Difference) -> Bool

    init(_ id: String, _ styles: Style..., explains: @escaping @Sendable (Spec, Difference) -> Bool) {
        self.id = id
        self.styles = Set(styles)
        self.explains = explains
    }

    static let all: [Explanation] = urls + requests + responses + redirects + cookies + connections
}

extension Difference {
    /// The field without the number of the line or request before it.
    var kind: String { field.split(separator: ": ").last.map(String.init) ?? field }

    /// Whether Duet refuses with `kind` what the original lets pass, or the request was never sent for that reason.
    func refuses(_ kind: String...) -> Bool {
        switch self.kind {
        case "outcome": original.hasPrefix("success") && kind.contains(duet)
        case "requests": duet.isEmpty
        default: false
        }
    }

    /// Whether both are equal once `change` was made to what the original has.
    func isEqual(after change: (String) -> String) -> Bool { change(original) == duet }
}

extension Spec {
    /// The fields that are asked to be sent.
    var givenFields: [(name: String, value: String)] {
        lines.flatMap { line in (line["headers"].array ?? []).map { ($0[0].string ?? "", $0[1].string ?? "") } }
    }

    /// The URLs that are asked for.
    var urls: [String] { lines.compactMap { $0["url"].string } }

    /// The lines of the heads that the server sends.
    var sentLines: [String] {
        guard case .replies(let replies) = stage else { return [] }
        return replies.flatMap { $0.head + [$0.body.utf8Text] }
    }

    /// The values of a field that the server sends, in small letters.
    func sentValues(_ name: String) -> [String] {
        sentLines.filter { $0.lowercased().hasPrefix("\(name.lowercased()):") }
            .map { $0.dropFirst(name.count + 1).lowercased().trimmingBlanks }
    }
}
