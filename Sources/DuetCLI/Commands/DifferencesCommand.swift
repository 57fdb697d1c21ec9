import ArgumentParser
import FetchConformance
import FoundationEssentials
import HTTPValues
import StyleConformance

/// `duet differences`: prints how the styles differ, and how Duet differs from httpx and aiohttp.
struct DifferencesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "differences",
        abstract: "Print how the two styles differ, and how Duet differs from httpx and aiohttp.",
        discussion: "Every difference is covered by a test.")

    @Flag(help: "Print the Markdown tables of Comparisons/Differences.md.")
    var markdown = false

    @Flag(help: "Update the tables in README.md and Comparisons/Differences.md, relative to the current directory.")
    var write = false

    func validate() throws {
        guard !(markdown && write) else { throw ValidationError("Pass either --markdown or --write, not both.") }
    }

    func run() throws {
        if write {
            for page in DifferenceTables.Page.allCases {
                let text = try String(contentsOfFile: page.rawValue, encoding: .utf8)
                try DifferenceTables.updating(text, of: page)
                    .write(toFile: page.rawValue, atomically: true, encoding: .utf8)
            }
        } else if markdown {
            StandardOutput.writeLine(DifferenceTables.styles + "\n\n" + DifferenceTables.intentions)
        } else {
            printStyles()
            printIntentions()
        }
    }

    private func printStyles() {
        for topic in StyleDifference.Topic.allCases {
            StandardOutput.writeLine("\(topic.rawValue)\n")
            for row in StyleDifference.all where row.topic == topic {
                StandardOutput.writeLine("  \(row.situation)  [\(row.id)]")
                StandardOutput.writeLine("    HTTPX    \(row.httpx)\n    AIOHTTP  \(row.aiohttp)\n")
            }
        }
    }

    private func printIntentions() {
        StandardOutput.writeLine("Duet compared with httpx and aiohttp\n")
        for row in IntendedDifference.all {
            StandardOutput.writeLine("  \(row.situation)  [\(row.id)]")
            let names = row.original.styles.map(\.rawValue).sorted().joined(separator: ", ")
            StandardOutput.writeLine("    \(names): \(row.theirs)\n    Duet: \(row.ours) (\(row.reason))\n")
        }
    }
}
