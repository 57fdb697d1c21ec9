public import Comparisons
public import Fetch
package import HTTPValues

/// One program, run once.
public struct Run: Sendable {
    /// How it ended.
    public enum Outcome: Sendable {
        case result(JSON)
        case failed(String)
        /// There is nothing to run, for this reason.
        case absent(String)
    }

    /// How it ended.
    public var outcome: Outcome
    /// How long it took; nil when that says nothing about the program.
    public var time: Duration?
    /// What the server counted meanwhile; nil when it has nothing to do with this program.
    public var counts: ServerCounts?

    init(_ outcome: Outcome, time: Duration? = nil, counts: ServerCounts? = nil) {
        self.outcome = outcome
        self.time = time
        self.counts = counts
    }

    /// The result, if there is one.
    public var result: JSON? { if case .result(let result) = outcome { result } else { nil } }
}

/// What the server saw of a program.
public struct ServerCounts: Sendable, Hashable {
    /// Connections opened.
    public var connections: Int
    /// TLS handshakes completed.
    public var handshakes: Int
    /// The most requests that were being answered at one time.
    public var atOnce: Int

    init(connections: Int, handshakes: Int, atOnce: Int) {
        self.connections = connections
        self.handshakes = handshakes
        self.atOnce = atOnce
    }
}

/// All runs of one part.
public struct PartReport: Sendable {
    /// The part.
    public let part: Comparison.Part
    /// The program in the style of httpx.
    public let httpx: Run
    /// The program in the style of aiohttp.
    public let aiohttp: Run
    /// The Python programs, when they were run.
    public let python: PythonRuns?
    /// What follows from the runs.
    public let outcome: PartOutcome

    init(_ part: Comparison.Part, httpx: Run, aiohttp: Run, python: PythonRuns? = nil) {
        self.part = part
        self.httpx = httpx
        self.aiohttp = aiohttp
        self.python = python
        outcome = PartOutcome(of: part, httpx: httpx, aiohttp: aiohttp, python: python)
    }
}

/// The runs of both Python programs.
public struct PythonRuns: Sendable {
    /// The program with httpx.
    public let httpx: Run
    /// The program with aiohttp.
    public let aiohttp: Run
}

/// All runs of one topic.
public struct ComparisonReport: Sendable {
    /// The topic.
    public let comparison: Comparison
    /// Its parts, in order.
    public let parts: [PartReport]
    /// What the server counted during each Python program as a whole, when they were run.
    public let pythonTotals: PythonTotals?

    /// Whether every part is as it must be.
    public var isGood: Bool { parts.allSatisfy(\.outcome.isGood) }
}

/// What the server counted during each Python program as a whole.
public struct PythonTotals: Sendable {
    /// During the program with httpx.
    public let httpx: ServerCounts
    /// During the program with aiohttp.
    public let aiohttp: ServerCounts
}
