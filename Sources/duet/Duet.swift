import ArgumentParser
import Fetch

/// The command line of Duet.
@main
struct DuetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duet",
        abstract: "Two HTTP client styles on one fetch protocol.",
        version: Duet.version,
        subcommands: [
            GetCommand.self, ServeCommand.self, ExecCommand.self, CompareCommand.self, ConformanceCommand.self,
            DifferencesCommand.self,
        ])
}
