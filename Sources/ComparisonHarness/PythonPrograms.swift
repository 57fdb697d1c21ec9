import Comparisons
import HTTPValues
import TestSupport

/// Runs the Python programs of a topic. Each prints what the Swift programs of its style print, part after part.
struct PythonPrograms: Sendable {
    let interpreter: String
    let comparison: Comparison

    /// Runs a program.
    ///
    /// - Parameters:
    ///   - file: The name of its file.
    ///   - style: The style of the program.
    ///   - lineCounts: The number of lines that the Swift program printed for each part, nil if it printed nothing.
    ///     They tell where the output of a part ends.
    /// - Returns: A run for each part, and the server's total counts.
    func run(
        _ file: String, of style: KeyPath<Comparison.Part, Comparison.Program>, lineCounts: [Int?],
        on servers: ComparisonServers
    ) async -> (runs: [Run], counts: ServerCounts) {
        servers.resetCounts()
        let printed = await output(of: file, arguments: arguments(servers.address))
        let counts = servers.counts
        // With a single part, the counts belong to that part. With several, they cannot be assigned.
        let own = comparison.parts.count == 1 ? counts : nil
        let present = comparison.parts.indices.filter { index in
            comparison.parts[index].isInPython && comparison.parts[index][keyPath: style].isPresent
        }
        var runs = comparison.parts.map { _ in Run(.absent("")) }
        switch printed {
        case .failure(let error):
            for index in present { runs[index] = Run(.failed("\(error)"), counts: own) }
        case .success(let lines):
            var left = lines[...]
            for index in present {
                let count = index == present.last ? left.count : lineCounts[index] ?? 1
                runs[index] = Run(.printed(Array(left.prefix(count))), counts: own)
                left = left.dropFirst(count)
            }
        }
        return (runs, counts)
    }

    private func arguments(_ address: Comparison.ServerAddress) -> [String] {
        comparison.isSecure ? [address.secureURL, address.authority] : [address.url]
    }

    private func output(of file: String, arguments: [String]) async -> Result<[String], any Error> {
        do {
            let path = "\(comparison.folder)/\(file)"
            let result = try await Subprocess(interpreter, [path] + arguments).run()
            guard result.status == 0 else { return .failure(HarnessError(result.lastWords)) }
            return .success(ProgramOutput.lines(of: result.output))
        } catch {
            return .failure(error)
        }
    }
}
