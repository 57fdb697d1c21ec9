import Comparisons
import Foundation
import HTTPValues
import TestSupport
import Testing

@testable import ComparisonHarness

/// Serialized, because each run counts what the server sees.
@Suite("Comparison programs", .serialized)
struct ProgramTests {
    @Test(
        "Both styles do as required, and the page shows the programs and their output",
        arguments: Comparison.all.map(\.name))
    func topicIsGood(name: String) async throws {
        let comparison = try #require(Comparison.all.first { $0.name == name })
        var reports: [ComparisonReport] = []
        try await Harness().run([comparison]) { reports.append($0) }
        let report = try #require(reports.first)
        #expect(report.parts.count == comparison.parts.count)
        for part in report.parts { #expect(part.outcome.isGood, "\(part.part.name): \(part.outcome)") }
        let page = try String(contentsOfFile: "\(comparison.folder)/\(comparison.files.page)", encoding: .utf8)
        #expect(try ProgramTable(report).replaced(in: page) == page, "run `duet compare --write`")
    }

    @Test("A program fails if nothing listens at its address")
    func failureIsReported() async throws {
        let nowhere = Comparison.ServerAddress(
            url: "http://127.0.0.1:1", secureURL: "https://127.0.0.1:1", authority: "/dev/null")
        let first = try #require(Comparison.all.first?.parts.first)
        guard case .asynchronous(let program) = first.aiohttp else {
            Issue.record("the first AIOHTTP program is asynchronous")
            return
        }
        await #expect(throws: (any Error).self) { try await program(nowhere) }
    }

    @Test("The compiler rejects a blocking call in asynchronous code, and the report shows its message")
    func compilerRefusesBlockingCall() async throws {
        let comparison = try #require(Comparison.all.first { $0.name == "SyncAndAsync" })
        var text = ""
        try await Harness().run([comparison]) { text = $0.text(on: Terminal(width: 200)) }
        #expect(text.contains("10 | try HTTPX.get(url).text"))
        #expect(text.contains("'get' is unavailable"))
    }

    @Test("The HTTPX programs on the front page compile")
    func frontPageCompiles() async throws {
        let page = try String(contentsOfFile: "\(Comparison.root)/../README.md", encoding: .utf8)
        let programs = page.matches(of: /```swift\n(import HTTPX\n(?:.|\n)*?)```/).map { String($0.1) }
        #expect(programs.count == 2)
        for program in programs {
            let folder = try TemporaryFolder()
            let file = "\(folder.path)/main.swift"
            try program.write(toFile: file, atomically: true, encoding: .utf8)
            #expect(try await Compiler.errors(in: file) == [])
        }
    }
}
