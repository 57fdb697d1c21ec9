import Comparisons
import Foundation
import HTTPValues
import TestSupport
import Testing

@Suite("Requirements for every topic")
struct RegistryTests {
    @Test("The registry and the topic folders match")
    func registryIsComplete() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Comparison.root).filter { name in
            let isPackage = FileManager.default.fileExists(atPath: "\(Comparison.root)/\(name)/Package.swift")
            return !isPackage && FileManager.default.fileExists(atPath: "\(Comparison.root)/\(name)/README.md")
        }
        #expect(Set(folders) == Set(Comparison.all.map(\.name)))
        #expect(Comparison.all.count == 14)
    }

    @Test("A topic has its five files", arguments: Comparison.all.map(\.name))
    func filesAreThere(name: String) throws {
        let comparison = try #require(Comparison.all.first { $0.name == name })
        #expect(comparison.files.all.count == 5)
        for file in comparison.files.all {
            #expect(FileManager.default.fileExists(atPath: "\(comparison.folder)/\(file)"), "\(file)")
        }
    }

    @Test("A topic's page says how to run it", arguments: Comparison.all.map(\.name))
    func pageSaysHowToRun(name: String) throws {
        let comparison = try #require(Comparison.all.first { $0.name == name })
        #expect(try text(comparison.files.page, of: comparison).contains("`Comparisons/run \(name)`"))
    }

    @Test("A program imports its style and nothing else", arguments: Comparison.all.map(\.name))
    func importsAreMinimal(name: String) throws {
        let comparison = try #require(Comparison.all.first { $0.name == name })
        for (file, style) in [(comparison.files.httpx, "HTTPX"), (comparison.files.aiohttp, "AIOHTTP")] {
            let imports = try text(file, of: comparison).split(separator: "\n").filter { $0.contains("import ") }
            #expect(imports == ["import \(style)"], "\(file)")
        }
    }

    @Test("The overview links to every topic")
    func overviewIsComplete() throws {
        let overview = try String(contentsOfFile: "\(Comparison.root)/README.md", encoding: .utf8)
        for comparison in Comparison.all {
            #expect(overview.contains("(\(comparison.name)/README.md)"), "\(comparison.name)")
        }
    }

    @Test("A ratio compares two parts of the topic")
    func ratiosNameParts() {
        for comparison in Comparison.all {
            guard let ratio = comparison.ratio else { continue }
            let parts = comparison.parts.map(\.name)
            #expect(parts.contains(ratio.slower) && parts.contains(ratio.faster), "\(comparison.name)")
        }
    }

    @Test("The list of topics fits a terminal of 100 columns")
    func listFits() {
        let names = Comparison.all.map(\.name.count).max() ?? 0
        for comparison in Comparison.all { #expect(names + 2 + comparison.shows.count <= 100, "\(comparison.name)") }
    }

    @Test("Without a build, Comparisons/run lists the topics in order")
    func listWithoutBuild() async throws {
        let listed = try await Subprocess("\(Comparison.root)/run", ["--list"]).run().output.split(separator: "\n")
        #expect(listed.count == Comparison.all.count)
        for (line, comparison) in zip(listed, Comparison.all) {
            #expect(line.hasPrefix(comparison.name + " ") && line.hasSuffix("  " + comparison.shows))
        }
    }

    private func text(_ file: String, of comparison: Comparison) throws -> String {
        try String(contentsOfFile: "\(comparison.folder)/\(file)", encoding: .utf8)
    }
}
