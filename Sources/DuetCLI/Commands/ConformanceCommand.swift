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
        abstract: "Run the shared suite on Duet's clients and print the results.",
        discussion: "Exits with status 1 if a client fails a case.")

    @Option(help: "A client to run: Client, AsyncClient or ClientSession. Defaults to all. May be repeated.")
    var client: [String] = []

    @Option(help: "A group to run, as in the table. Defaults to all. May be repeated.")
    var group: [String] = []

    @Option(name: .customLong("case"), help: "Run only cases whose names contain this text.")
    var text: String?

    @Flag(help: "Print Markdown.")
    var markdown = false

    @Flag(help: "Print a JSON object with all results.")
    var json = false

    @Flag(help: "List the cases instead of running them.")
    var list = false

    func validate() throws {
        guard !(markdown && json) else { throw ValidationError("Pass at most one of --markdown and --json.") }
        try check(client, against: Self.makers.map(\.name), "client")
        try check(group, against: Self.allCases.map(\.group) + Self.versions.map { "live over \($0)" }, "group")
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
    /// The versions of HTTP over which the cases for a real server run.
    private static let versions = ["HTTP/1.1", "HTTP/2"]

    private func isChosen(_ test: Case) -> Bool {
        (group.isEmpty || group.contains { $0.equalsIgnoringASCIICase(test.group) }
            || (test.isLive && Self.versions.contains(where: isNamed)))
            && (text.map { test.name.contains($0) } ?? true)
    }

    /// Runs the cases. Those for a real server run over HTTP/1.1 and again over HTTP/2.
    private func results(of cases: [Case]) async throws -> [CaseResult] {
        var results: [CaseResult] = []
        let scripted = cases.filter { !$0.isLive }
        let live = cases.filter(\.isLive)
        for maker in Self.makers where isChosen(maker) && !scripted.isEmpty {
            results += await ProgressLine.show("Running \(maker.name)", of: scripted.count) { progress in
                await runSuite(scripted, on: maker, progress: { _ in progress() })
            }
        }
        guard !live.isEmpty else { return results }
        let named = Self.versions.filter(isNamed)
        for version in named.isEmpty ? Self.versions : named {
            results += try await TestServer.with(MiniServer.application(), http2: true) { server in
                let target = Self.target(server.baseURL, version)
                var results: [CaseResult] = []
                for maker in Self.makers where isChosen(maker) {
                    let label = "Running \(maker.name) over \(version)"
                    results += await ProgressLine.show(label, of: live.count) { progress in
                        await runSuite(live, on: maker, live: target, lanes: 1, progress: { _ in progress() })
                    }
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

    /// Whether the group of cases over this version of HTTP is chosen.
    private func isNamed(_ version: String) -> Bool {
        group.contains { $0.equalsIgnoringASCIICase("live over \(version)") }
    }

    private func isChosen(_ maker: any SuiteClientMaker) -> Bool {
        client.isEmpty || client.contains { $0.equalsIgnoringASCIICase(maker.name) }
    }

    private func check(_ names: [String], against known: [String], _ what: String) throws {
        for name in names where !known.contains(where: { $0.equalsIgnoringASCIICase(name) }) {
            var listed: [String] = []
            for name in known where !listed.contains(name) { listed.append(name) }
            throw ValidationError("There is no \(what) '\(name)'. Choose from \(listed.joined(separator: ", ")).")
        }
    }
}
