import ArgumentParser
import ComparisonHarness
import Comparisons
import HTTPValues

/// `duet compare`: runs the same programs in both styles and compares them.
struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Run the same programs in both styles and compare what they do.",
        discussion: "Exits with status 1 when any pair disagrees or fails.")

    @Argument(help: "The comparisons to run; all by default.")
    var names: [String] = []

    @Flag(help: "List the comparisons and run none.")
    var list = false

    @Flag(help: "Print the two programs side by side before they run.")
    var source = false

    @Option(help: "Also run the Python programs, with this interpreter.")
    var python: String?

    func run() async throws {
        let comparisons = try chosen()
        guard !list else { return printList(comparisons) }
        let terminal = Terminal.standardOutput
        var reports: [ComparisonReport] = []
        try await Harness(python: python).run(comparisons) { report in
            if source { StandardOutput.writeLine(try SourceListing.text(of: report.comparison, on: terminal)) }
            StandardOutput.writeLine(report.text(on: terminal))
            reports.append(report)
        }
        StandardOutput.writeLine(RunSummary(reports).text(on: terminal))
        guard reports.allSatisfy(\.isGood) else { throw ExitCode.failure }
    }

    private func chosen() throws -> [Comparison] {
        guard !names.isEmpty else { return Comparison.all }
        return try names.map { name in
            guard let match = Comparison.all.first(where: { $0.name.lowercased() == name.lowercased() }) else {
                let known = Comparison.all.map(\.name).joined(separator: ", ")
                throw ValidationError("There is no comparison '\(name)'. There are: \(known).")
            }
            return match
        }
    }

    private func printList(_ comparisons: [Comparison]) {
        let width = comparisons.map(\.name.count).max() ?? 0
        for comparison in comparisons {
            let gap = String(repeating: " ", count: width - comparison.name.count + 2)
            StandardOutput.writeLine(comparison.name + gap + comparison.shows)
        }
    }
}
