import AIOHTTPWeb
import ArgumentParser
import Fetch
import FetchConformance
import HTTPValues
import MiniServer
import StyleConformance

/// `duet conformance`: runs the conformance suite on Duet's clients.
struct ConformanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance",
        abstract: "Hold Duet's clients to the suite and print what came of it.",
        discussion: "Exits with status 1 when any client failed in any case.")

    @Option(help: "Run this client only: Client, AsyncClient or ClientSession. May be repeated.")
    var client: [String] = []

    @Option(help: "Run this group only. May be repeated.")
    var group: [String] = []

    @Option(name: .customLong("case"), help: "Run the cases whose names contain this text.")
    var text: String?

    @Flag(help: "Print a page in Markdown.")
    var markdown = false

    @Flag(help: "Print one JSON object with a list of results.")
    var json = false

    @Flag(help: "List the cases and run none.")
    var list = false

    func validate() throws {
        guard !(markdown && json) else { throw ValidationError("--markdown and --json exclude each other") }
        try check(client, against: Self.makers.map(\.name), "client")
        try check(group, against: Self.allCases.map(\.group), "group")
    }

    func run() async throws {
        let cases = Self.allCases.filter(isChosen)
        guard !list else { return cases.forEach { StandardOutput.writeLine("\($0)") } }
        let report = ConformanceReport(try await results(of: cases))
        switch (markdown, json) {
        case (true, _): StandardOutput.write(report.markdown)
        case (_, true): StandardOutput.writeLine(report.json.text(.indented(2)))
        default: StandardOutput.write(report.text)
        }
        guard report.isGood else { throw ExitCode.failure }
    }

    // MARK: Cases and clients

    private static let makers: [any SuiteClientMaker] = [HTTPXBlocking(), HTTPXAsync(), AIOHTTPStyle()]
    private static let allCases = Suite.cases + Suite.liveCases

    private func isChosen(_ test: Case) -> Bool {
        (group.isEmpty || group.contains { $0.equalsIgnoringASCIICase(test.group) })
            && (text.map { test.name.contains($0) } ?? true)
    }

    /// Runs the cases. Those for a real server run over HTTP/1.1 and again over HTTP/2.
    private func results(of cases: [Case]) async throws -> [CaseResult] {
        var results: [CaseResult] = []
        let scripted = cases.filter { !$0.isLive }
        let live = cases.filter(\.isLive)
        for maker in Self.makers where isChosen(maker) { results += await runSuite(scripted, on: maker) }
        guard !live.isEmpty else { return results }
        for version in ["HTTP/1.1", "HTTP/2"] {
            results += try await TestServer.with(MiniServer.application(), http2: true) { server in
                let target = Self.target(server.baseURL, version)
                var results: [CaseResult] = []
                for maker in Self.makers where isChosen(maker) {
                    results += await runSuite(live, on: maker, live: target, lanes: 1)
                }
                return results
            }
        }
        return results
    }

    private static func target(_ origin: String, _ version: String) -> LiveServer {
        guard version == "HTTP/2" else { return LiveServer(origin: origin) }
        let stall = "libcurl 7.88 stalls over HTTP/2 without TLS until some timer of its own fires"
        return LiveServer(
            origin: origin, versions: .http2PriorKnowledge, version: version, exclusions: ["uploads at once": stall])
    }

    private func isChosen(_ maker: any SuiteClientMaker) -> Bool {
        client.isEmpty || client.contains { $0.equalsIgnoringASCIICase(maker.name) }
    }

    private func check(_ names: [String], against known: [String], _ what: String) throws {
        for name in names where !known.contains(where: { $0.equalsIgnoringASCIICase(name) }) {
            var listed: [String] = []
            for name in known where !listed.contains(name) { listed.append(name) }
            throw ValidationError("There is no \(what) '\(name)'. There are: \(listed.joined(separator: ", ")).")
        }
    }
}
