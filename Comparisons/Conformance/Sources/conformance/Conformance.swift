import ArgumentParser
import Fetch
import FetchConformance
import Foundation
import StyleConformance

/// Runs the suite on Duet's three clients and two others.
@main
struct Conformance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the conformance suite on Duet's clients and two others, and print the results.",
        discussion: "Each client runs in its own processes. Exits with status 1 if a Duet client fails a case.")

    @Option(help: "Run only this client. May be repeated.")
    var client: [String] = []

    @Option(help: "Run only this group. May be repeated.")
    var group: [String] = []

    @Option(name: .customLong("case"), help: "Run only cases whose name contains this text.")
    var text: String?

    @Flag(help: "Print the report as Markdown.")
    var markdown = false

    @Flag(help: "Print the results as one JSON object.")
    var json = false

    @Option(help: .hidden)
    var worker: String?

    private static let own: [any SuiteClientMaker] = [HTTPXBlocking(), HTTPXAsync(), AIOHTTPStyle()]
    private static let makers = own + [URLSessionClient(), AsyncHTTPClientAdapter()]

    func validate() throws {
        for name in client where !Self.makers.contains(where: { $0.name == name }) {
            let known = Self.makers.map(\.name).joined(separator: ", ")
            throw ValidationError("Unknown client '\(name)'. Choose from: \(known).")
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
