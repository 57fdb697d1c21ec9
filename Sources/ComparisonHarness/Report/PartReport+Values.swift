import Comparisons
import Fetch
import HTTPValues

extension PartReport {
    /// The runs in the order of the columns.
    var runs: [Run] { [httpx, aiohttp] + (python.map { [$0.httpx, $0.aiohttp] } ?? []) }

    /// The names in the results, in order of appearance; a single label for results without names.
    var resultLabels: [String] {
        var labels: [String] = []
        for member in runs.compactMap(\.result?.object).joined() where !labels.contains(member.name) {
            labels.append(member.name)
        }
        return labels.isEmpty ? ["result"] : labels
    }

    /// Returns the lines that describe problems, if there are any.
    func problems(_ rows: ReportRows) -> [String] {
        guard case .wrong(let problems) = outcome else { return [] }
        return problems.flatMap { rows.paragraph($0, .bad) }
    }
}

extension Run {
    /// Returns a member of the result, or the whole result. Anything other than a result appears only in the first row.
    func value(_ label: String?, isFirst: Bool) -> ReportRows.Value {
        switch outcome {
        case .absent(let reason):
            return isFirst && !reason.isEmpty ? .init(text: "– \(reason)", look: .faint) : .nothing
        case .failed:
            return isFirst ? .init(text: "failed", look: .bad) : .nothing
        case .result(let result):
            guard let label, let members = result.object else { return .init(text: result.brief) }
            return members.last { $0.name == label }.map { .init(text: $0.value.brief) } ?? .nothing
        }
    }

    /// Returns one of the server's counts.
    func count(_ count: KeyPath<ServerCounts, Int>) -> ReportRows.Value {
        counts.map { .init(text: "\($0[keyPath: count])", look: .faint) } ?? .nothing
    }
}

extension PartOutcome {
    /// The outcome in a few words.
    var words: ReportRows.Value {
        switch self {
        case .agree: .init(text: "✓ agree", look: .good)
        case .differOnPurpose: .init(text: "✓ differ on purpose", look: .noted)
        case .oneStyleOnly: .init(text: "✓ one style only", look: .noted)
        case .wrong: .init(text: "✗ wrong", look: .bad)
        }
    }
}

extension JSON {
    /// A string without quotes; any other value as JSON.
    var brief: String { string ?? text(.spacedASCII) }
}

extension Duration {
    /// The duration in milliseconds, with one decimal.
    var brief: String {
        let tenths = Int((self / .microseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10) ms"
    }
}
