import ArgumentParser
import ComparisonHarness
import Comparisons
import FoundationEssentials
import HTTPValues

/// `duet compare`: runs the same programs in both styles and compares them.
struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Run the same programs in both styles and compare what they do.",
        discussion: "Exits with status 1 if the styles disagree or a program fails.")

    @Argument(help: "The comparisons to run. Defaults to all.")
    var names: [String] = []

    @Flag(help: "List the comparisons instead of running them.")
    var list = false

    @Flag(help: "Print both programs before their results.")
    var source = false

    @Flag(help: "Update the programs and their output on the pages of the comparisons.")
    var write = false

    @Option(help: "A Python interpreter with httpx and aiohttp. Runs the Python programs too.")
    var python: String?

    func validate() throws {
        _ = try chosen()
    }

    func run() async throws {
        let comparisons = try chosen()
        guard !list else { return printList(comparisons) }
        let terminal = Terminal.standardOutput
        var reports: [ComparisonReport] = []
        try await Harness(python: python).run(comparisons) { report in
            if source { StandardOutput.writeLine(try SourceListing.text(of: report.comparison, on: terminal)) }
            StandardOutput.writeLine(report.text(on: terminal))
            if write { try update(report) }
            reports.append(report)
        }
        StandardOutput.writeLine(RunSummary(reports).text(on: terminal))
        guard reports.allSatisfy(\.isGood) else { throw ExitCode.failure }
    }

    private func update(_ report: ComparisonReport) throws {
        let path = "\(report.comparison.folder)/\(report.comparison.files.page)"
        let page = try String(contentsOfFile: path, encoding: .utf8)
        let updated = try ProgramTable(report).replaced(in: page)
        if updated != page { try updated.write(toFile: path, atomically: true, encoding: .utf8) }
    }

    private func chosen() throws -> [Comparison] {
        guard !names.isEmpty else { return Comparison.all }
        return try names.map { name in
            guard let match = Comparison.all.first(where: { $0.name.lowercased() == name.lowercased() }) else {
                let known = Comparison.all.map(\.name).joined(separator: ", ")
                throw ValidationError("There is no comparison '\(name)'. Choose from \(known).")
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
