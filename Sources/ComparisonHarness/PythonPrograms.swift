import Comparisons
import Fetch
import HTTPValues
import TestSupport

/// Runs the Python programs of a topic. Each prints a line of JSON for every part that its library supports.
struct PythonPrograms: Sendable {
    let interpreter: String
    let comparison: Comparison

    /// Runs a program.
    ///
    /// - Parameters:
    ///   - file: The name of its file.
    ///   - style: The style to which the lines of output belong.
    /// - Returns: A run for each part, and the server's total counts.
    func run(
        _ file: String, of style: KeyPath<Comparison.Part, Comparison.Program>, on servers: ComparisonServers
    ) async -> (runs: [Run], counts: ServerCounts) {
        servers.resetCounts()
        let outcomes = await outcomes(of: file, arguments: arguments(servers.address), count: expected(style))
        let counts = servers.counts
        // With a single part, the counts belong to that part. With several, they cannot be assigned.
        let own = comparison.parts.count == 1 ? counts : nil
        var left = outcomes[...]
        let runs = comparison.parts.map { part in
            guard part.isInPython, part[keyPath: style].isPresent, let outcome = left.popFirst() else {
                return Run(.absent(""))
            }
            return Run(outcome, counts: own)
        }
        return (runs, counts)
    }

    private func expected(_ style: KeyPath<Comparison.Part, Comparison.Program>) -> Int {
        comparison.parts.count { $0.isInPython && $0[keyPath: style].isPresent }
    }

    private func arguments(_ address: Comparison.ServerAddress) -> [String] {
        comparison.isSecure ? [address.secureURL, address.authority] : [address.url]
    }

    private func outcomes(of file: String, arguments: [String], count: Int) async -> [Run.Outcome] {
        do {
            let path = "\(comparison.folder)/\(file)"
            let result = try await Subprocess(interpreter, [path] + arguments).run()
            guard result.status == 0 else { return failures(result.lastWords, count) }
            let lines = result.output.split(whereSeparator: \.isNewline)
            guard lines.count == count else { return failures("\(lines.count) lines instead of \(count)", count) }
            return try lines.map { .result(try JSON(parsing: Bytes(String($0)))) }
        } catch {
            return failures("\(error)", count)
        }
    }

    private func failures(_ reason: String, _ count: Int) -> [Run.Outcome] {
        [Run.Outcome](repeating: .failed(reason), count: count)
    }
}
