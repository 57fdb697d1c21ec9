import Fetch
import FetchConformance
import Foundation
import HTTPValues
import TestSupport

/// All witnesses, and who is held against whom.
struct Panel: Sendable {
    let pairings: [Pairing]
    /// httpx2, which mended some of httpx; what it mended is no fault of Duet.
    let mender: Witness
    /// Numbers for specs; a number never comes twice, so that no session is met again.
    private let numbers = Counter()

    /// The clients of Duet and the originals.
    init(duet: String, python: String) {
        let originals = Self.folder + "/Programs/originals.py"
        func original(_ name: String, _ style: Style, _ mode: String) -> Witness {
            Witness(
                name: name + (mode == "async" && style == .httpx ? ", async" : ""), style: style, mode: mode,
                program: LineProgram(name, [python, originals, name]))
        }
        func own(_ name: String, _ style: Style, _ mode: String) -> Witness {
            Witness(name: name, style: style, mode: mode, program: LineProgram(name, [duet, "exec"]))
        }
        let blocking = own("Client", .httpx, "sync")
        mender = original("httpx2", .httpx, "sync")
        pairings = [
            Pairing(original: original("httpx", .httpx, "sync"), duet: blocking),
            Pairing(original: original("httpx", .httpx, "async"), duet: own("AsyncClient", .httpx, "async")),
            Pairing(original: mender, duet: blocking),
            Pairing(original: original("aiohttp", .aiohttp, "async"), duet: own("ClientSession", .aiohttp, "async")),
        ]
    }

    private static let folder = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined()

    /// Each of them once.
    var witnesses: [Witness] {
        pairings.flatMap { [$0.original, $0.duet] }.reduce(into: []) { result, witness in
            if !result.contains(where: { $0.name == witness.name }) { result.append(witness) }
        }
    }

    /// Asks every witness every spec that is for it; testimonies by the name of the witness, in the order of `specs`.
    func testimonies(on specs: [Spec], _ services: Services) async -> [String: [Testimony]] {
        let first = numbers.increment(by: specs.count)
        return await withTaskGroup(of: (String, [Testimony]).self) { group in
            for witness in witnesses {
                group.addTask {
                    var testimonies: [Testimony] = []
                    for (index, spec) in specs.enumerated() {
                        testimonies.append(await witness.testify(on: spec, number: first + index, services))
                    }
                    return (witness.name, testimonies)
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    func stop() {
        for witness in witnesses { witness.program.stop() }
    }
}

/// Where the programs are that the test needs.
enum Programs {
    /// The Python with the originals; nil when there is none.
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
