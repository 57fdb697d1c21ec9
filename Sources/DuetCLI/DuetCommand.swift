package import ArgumentParser
import Fetch

/// Duet's command line.
package struct DuetCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "duet",
        abstract: "HTTP clients in the styles of httpx and aiohttp, and a mini web server.",
        version: Duet.version,
        subcommands: [
            GetCommand.self, ServeCommand.self, ExecCommand.self, CompareCommand.self, ConformanceCommand.self,
            DifferencesCommand.self, VersionCommand.self,
        ])

    package init() {}
}
