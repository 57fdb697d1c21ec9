import Comparisons
import Fetch
import HTTPValues

extension PartReport {
    /// The runs in the order of the columns.
    var runs: [Run] { [httpx, aiohttp] + (python.map { [$0.httpx, $0.aiohttp] } ?? []) }

    /// The names of what the programs found, in order of appearance; one label for results that have none.
    var resultLabels: [String] {
        var labels: [String] = []
        for member in runs.compactMap(\.result?.object).joined() where !labels.contains(member.name) {
            labels.append(member.name)
        }
        return labels.isEmpty ? ["result"] : labels
    }

    /// What is wrong, if anything is.
    func problems(_ rows: ReportRows) -> [String] {
        guard case .wrong(let problems) = outcome else { return [] }
        return problems.flatMap { rows.paragraph($0, .bad) }
    }
}

extension Run {
    /// A member of the result, or the whole result; what happened instead is said once, in the first row.
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

    /// Something that the server counted.
    func count(_ count: KeyPath<ServerCounts, Int>) -> ReportRows.Value {
        counts.map { .init(text: "\($0[keyPath: count])", look: .faint) } ?? .nothing
    }
}

extension PartOutcome {
    /// The outcome in a word or three.
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
    /// Texts without quotes, everything else as it is written.
    var brief: String { string ?? text(.spacedASCII) }
}

extension Duration {
    /// Milliseconds with one decimal.
    var brief: String {
        let tenths = Int((self / .microseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10) ms"
    }
}
