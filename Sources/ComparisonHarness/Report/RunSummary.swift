import Comparisons
import HTTPValues

/// The summary of all comparisons, in a line or two.
public struct RunSummary: Sendable {
    private let reports: [ComparisonReport]

    /// Creates a summary of reports.
    public init(_ reports: [ComparisonReport]) {
        self.reports = reports
    }

    /// Returns the summary as text.
    public func text(on terminal: Terminal) -> String {
        let outcomes = reports.flatMap(\.parts).map(\.outcome)
        let wrong = reports.filter { !$0.isGood }.map(\.comparison.name)
        guard wrong.isEmpty else {
            return terminal.styled("✗ Not as expected: \(wrong.joined(separator: ", ")).", .bad)
        }
        let counts = [
            (PartOutcome.agree, "agree"), (.differOnPurpose, "differ on purpose"), (.oneStyleOnly, "in one style only"),
        ]
        .compactMap { outcome, words in
            let count = outcomes.count { $0 == outcome }
            return count == 0 ? nil : "\(count) \(words)"
        }
        guard outcomes.count > 1 else { return terminal.styled("✓ Both styles behave as expected.", .good) }
        return terminal.styled("✓ \(outcomes.count) pairs: \(counts.joined(separator: ", ")).", .good)
    }
}
