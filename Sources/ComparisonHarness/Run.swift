public import Comparisons
import HTTPValues

/// A single run of a program.
public struct Run: Sendable {
    /// The outcome of a run.
    public enum Outcome: Sendable {
        /// The program printed these lines.
        case printed([String])
        /// The program failed, for the given reason.
        case failed(String)
        /// There is no program to run, for the given reason.
        case absent(String)
    }

    /// The outcome.
    public var outcome: Outcome
    /// The duration; nil if it says nothing about the program.
    public var time: Duration?
    /// The server's counts during the run; nil if they are unrelated to this program.
    public var counts: ServerCounts?

    init(_ outcome: Outcome, time: Duration? = nil, counts: ServerCounts? = nil) {
        self.outcome = outcome
        self.time = time
        self.counts = counts
    }

    /// The printed lines, if the program ran to its end.
    public var lines: [String]? { if case .printed(let lines) = outcome { lines } else { nil } }
}

/// The server's counts for a program.
public struct ServerCounts: Sendable, Hashable {
    /// The number of connections opened.
    public var connections: Int
    /// The number of TLS handshakes completed.
    public var handshakes: Int
    /// The maximum number of requests handled at the same time.
    public var atOnce: Int

    init(connections: Int, handshakes: Int, atOnce: Int) {
        self.connections = connections
        self.handshakes = handshakes
        self.atOnce = atOnce
    }
}

/// All runs of a part.
public struct PartReport: Sendable {
    /// The part.
    public let part: Comparison.Part
    /// The run of the program in httpx style.
    public let httpx: Run
    /// The run of the program in aiohttp style.
    public let aiohttp: Run
    /// The runs of the Python programs, if there are any.
    public let python: PythonRuns?
    /// The outcome of the runs.
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
    /// The run of the program that uses httpx.
    public let httpx: Run
    /// The run of the program that uses aiohttp.
    public let aiohttp: Run
}

/// All runs of a topic.
public struct ComparisonReport: Sendable {
    /// The topic.
    public let comparison: Comparison
    /// The parts, in order.
    public let parts: [PartReport]
    /// The server's total counts for each Python program, if they were run.
    public let pythonTotals: PythonTotals?

    /// Whether every part is as expected.
    public var isGood: Bool { parts.allSatisfy(\.outcome.isGood) }
}

/// The server's total counts for each Python program.
public struct PythonTotals: Sendable {
    /// The counts for the program that uses httpx.
    public let httpx: ServerCounts
    /// The counts for the program that uses aiohttp.
    public let aiohttp: ServerCounts
}
