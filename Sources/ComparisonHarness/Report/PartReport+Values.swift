import Comparisons
import Fetch
import HTTPValues

extension PartReport {
    /// The runs in the order of the columns.
    var runs: [Run] { [httpx, aiohttp] + (python.map { [$0.httpx, $0.aiohttp] } ?? []) }

    /// The number of lines that the output takes, side by side.
    var height: Int { max(1, runs.compactMap(\.lines?.count).max() ?? 0) }

    /// Returns the lines that describe problems, if there are any.
    func problems(_ rows: ReportRows) -> [String] {
        guard case .wrong(let problems) = outcome else { return [] }
        return problems.flatMap { rows.paragraph($0, .bad) }
    }
}

extension Run {
    /// Returns a printed line. Anything other than output appears only in the first row.
    func line(_ index: Int) -> ReportRows.Value {
        switch outcome {
        case .absent(let reason): index == 0 && !reason.isEmpty ? .init(text: "– \(reason)", look: .faint) : .nothing
        case .failed: index == 0 ? .init(text: "failed", look: .bad) : .nothing
        case .printed(let lines): index < lines.count ? .init(text: lines[index]) : .nothing
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
        case .differOnPurpose: .init(text: "✓ differ", look: .noted)
        case .oneStyleOnly: .init(text: "✓ one style", look: .noted)
        case .wrong: .init(text: "✗ wrong", look: .bad)
        }
    }
}

extension Duration {
    /// The duration in milliseconds, with one decimal.
    var brief: String {
        let tenths = Int((self / .microseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10) ms"
    }
}
