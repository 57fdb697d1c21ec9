package import ArgumentParser
import Fetch

/// Duet's command line.
package struct DuetCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "duet",
        abstract: "Two HTTP client styles on one fetch protocol.",
        version: Duet.version,
        subcommands: [
            GetCommand.self, ServeCommand.self, ExecCommand.self, CompareCommand.self, ConformanceCommand.self,
            DifferencesCommand.self,
        ])

    package init() {}
}
