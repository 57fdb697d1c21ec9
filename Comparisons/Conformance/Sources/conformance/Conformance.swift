import ArgumentParser
import Fetch
import FetchConformance
import Foundation
import StyleConformance

/// Duet's three clients and two others, held to the same suite.
@main
struct Conformance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hold Duet's clients and those of others to the suite and print what came of it.",
        discussion: "Each client runs in processes of its own. Exits with status 1 when a client of Duet failed.")

    @Option(help: "Run this client only. May be repeated.")
    var client: [String] = []

    @Option(help: "Run this group only. May be repeated.")
    var group: [String] = []

    @Option(name: .customLong("case"), help: "Run the cases whose names contain this text.")
    var text: String?

    @Flag(help: "Print a page in Markdown.")
    var markdown = false

    @Flag(help: "Print one JSON object with a list of results.")
    var json = false

    @Option(help: .hidden)
    var worker: String?

    private static let own: [any SuiteClientMaker] = [HTTPXBlocking(), HTTPXAsync(), AIOHTTPStyle()]
    private static let makers = own + [URLSessionClient(), AsyncHTTPClientAdapter()]

    func validate() throws {
        for name in client where !Self.makers.contains(where: { $0.name == name }) {
            let known = Self.makers.map(\.name).joined(separator: ", ")
            throw ValidationError("There is no client '\(name)'. There are: \(known).")
        }
    }

    func run() async throws {
        if let worker {
            guard let maker = Self.makers.first(where: { $0.name == worker }) else { throw ExitCode.failure }
            return await Worker.run(maker)
        }
        let numbers = Suite.cases.indices.filter { isChosen(Suite.cases[$0]) }
        var results: [CaseResult] = []
        for maker in Self.makers where client.isEmpty || client.contains(maker.name) {
            FileHandle.standardError.write(Data("… \(maker.name)\n".utf8))
            results += await Workers(maker: maker, numbers: numbers).results()
        }
        let report = ConformanceReport(results)
        switch (markdown, json) {
        case (true, _): print(report.markdown, terminator: "")
        case (_, true): print(report.json.text(.indented(2)))
        default: print(report.text, terminator: "")
        }
        let names = Self.own.map(\.name)
        guard !results.contains(where: { names.contains($0.client) && $0.verdict.isBad }) else {
            throw ExitCode.failure
        }
    }

    private func isChosen(_ test: Case) -> Bool {
        (group.isEmpty || group.contains(test.group)) && (text.map { test.name.contains($0) } ?? true)
    }
}
