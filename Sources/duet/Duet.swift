import ArgumentParser

/// The command line of Duet.
@main
struct Duet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duet",
        abstract: "Two HTTP client styles, HTTPX and AIOHTTP, over one protocol.",
        subcommands: [Compare.self])
}
