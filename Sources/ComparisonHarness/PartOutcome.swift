public import Comparisons
import Fetch
import HTTPValues

/// The result of comparing the runs of a part.
public enum PartOutcome: Sendable, Hashable {
    /// The outputs are equal.
    case agree
    /// The outputs differ as expected.
    case differOnPurpose
    /// Only one style supports this, and it works.
    case oneStyleOnly
    /// Something is wrong; the descriptions say what.
    case wrong([String])

    /// Whether the outputs and the counts are as expected.
    public var isGood: Bool { if case .wrong = self { false } else { true } }

    /// Creates the outcome from the runs of a part.
    public init(of part: Comparison.Part, httpx: Run, aiohttp: Run, python: PythonRuns? = nil) {
        var problems = Self.problems(about: httpx, in: part, "HTTPX")
        problems += Self.problems(about: aiohttp, in: part, "AIOHTTP")
        if let python {
            problems += Self.problems(about: python.httpx, against: httpx, "Python's httpx")
            problems += Self.problems(about: python.aiohttp, against: aiohttp, "Python's aiohttp")
        }
        if problems.isEmpty { problems = Self.disagreement(of: httpx.lines, aiohttp.lines, part.agreement) }
        guard problems.isEmpty else {
            self = .wrong(problems)
            return
        }
        guard httpx.lines != nil, aiohttp.lines != nil else {
            self = .oneStyleOnly
            return
        }
        if case .same = part.agreement { self = .agree } else { self = .differOnPurpose }
    }

    /// Returns the problems of a single run.
    private static func problems(about run: Run, in part: Comparison.Part, _ name: String) -> [String] {
        if case .failed(let reason) = run.outcome { return ["\(name) failed: \(reason)"] }
        guard let counts = run.counts else { return [] }
        return [
            problem(counts.connections, part.counts.connections, "\(name) opened", "connections"),
            problem(counts.handshakes, part.counts.handshakes, "\(name) made", "TLS handshakes"),
            problem(counts.atOnce, part.counts.atOnce, "\(name) had", "requests in flight"),
        ].compactMap(\.self)
    }

    private static func problem(_ count: Int, _ wanted: ClosedRange<Int>?, _ did: String, _ what: String) -> String? {
        guard let wanted, !wanted.contains(count) else { return nil }
        let range = wanted.count == 1 ? "\(wanted.lowerBound)" : "\(wanted.lowerBound) to \(wanted.upperBound)"
        return "\(did) \(count) \(what) instead of \(range)"
    }

    /// Returns the differences between a Python program and its Swift counterpart.
    private static func problems(about python: Run, against swift: Run, _ name: String) -> [String] {
        switch python.outcome {
        case .failed(let reason): ["\(name) failed: \(reason)"]
        case .absent: []
        case .printed(let lines): lines == swift.lines ? [] : ["\(name) prints something else"]
        }
    }

    private static func disagreement(
        of httpx: [String]?, _ aiohttp: [String]?, _ agreement: Comparison.Agreement
    ) -> [String] {
        switch agreement {
        case .same:
            guard let httpx, let aiohttp, httpx != aiohttp else { return [] }
            return ["the outputs differ"]
        case .differing(let wantedHTTPX, let wantedAIOHTTP):
            return [(httpx, wantedHTTPX, "HTTPX"), (aiohttp, wantedAIOHTTP, "AIOHTTP")].compactMap {
                $0.0?.joined(separator: "\n") == $0.1 ? nil : "\($0.2) does not print \($0.1)"
            }
        }
    }
}
