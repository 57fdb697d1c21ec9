import Fetch
import FetchConformance
import Foundation
import HTTPValues
import TestSupport

/// All implementations, and the pairings of Duet's clients with originals.
struct Implementations: Sendable {
    let pairings: [Pairing]
    /// httpx2, the successor of httpx. Where Duet agrees with it, a difference from httpx is intended.
    let successor: Implementation
    /// Numbers the specs. No number is used twice, so no session is reused.
    private let numbers = Counter()

    /// Creates the clients of Duet and the originals.
    init(duet: String, python: String) {
        let originals = Self.folder + "/Programs/originals.py"
        func original(_ name: String, _ style: Style, _ mode: String) -> Implementation {
            Implementation(
                name: name + (mode == "async" && style == .httpx ? ", async" : ""), style: style, mode: mode,
                program: LineProgram(name, [python, originals, name]))
        }
        func own(_ name: String, _ style: Style, _ mode: String) -> Implementation {
            Implementation(name: name, style: style, mode: mode, program: LineProgram(name, [duet, "exec"]))
        }
        let blocking = own("Client", .httpx, "sync")
        successor = original("httpx2", .httpx, "sync")
        pairings = [
            Pairing(original: original("httpx", .httpx, "sync"), duet: blocking),
            Pairing(original: original("httpx", .httpx, "async"), duet: own("AsyncClient", .httpx, "async")),
            Pairing(original: successor, duet: blocking),
            Pairing(original: original("aiohttp", .aiohttp, "async"), duet: own("ClientSession", .aiohttp, "async")),
        ]
    }

    private static let folder = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined()

    /// Every implementation once.
    private var all: [Implementation] {
        pairings.flatMap { [$0.original, $0.duet] }.reduce(into: []) { result, implementation in
            if !result.contains(where: { $0.name == implementation.name }) { result.append(implementation) }
        }
    }

    /// Runs every spec on every implementation.
    ///
    /// - Returns: Transcripts by the name of the implementation, in the order of `specs`.
    func transcripts(of specs: [Spec], _ services: Services) async -> [String: [Transcript]] {
        let first = numbers.increment(by: specs.count)
        return await withTaskGroup(of: (String, [Transcript]).self) { group in
            for implementation in all {
                group.addTask {
                    var transcripts: [Transcript] = []
                    for (index, spec) in specs.enumerated() {
                        transcripts.append(await implementation.run(spec, number: first + index, services))
                    }
                    return (implementation.name, transcripts)
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    func stop() {
        for implementation in all { implementation.program.stop() }
    }
}

/// The paths of the programs that the test needs.
enum Programs {
    /// The Python with the originals, or nil if there is none.
    static let python: String? = existing(
        ProcessInfo.processInfo.environment["DUET_PYTHON"] ?? root + "/.build/python/bin/python")

    /// Duet's command line, built along with the tests.
    static let duet: String? = existing(
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path + "/duet")

    private static let root = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()

    private static func existing(_ path: String) -> String? {
        FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }
}
