public import Fetch
package import HTTPValues

/// The results of a suite for one or more clients, as plain text, Markdown or JSON.
public struct ConformanceReport: Sendable {
    /// All results, in the order of the cases.
    public let results: [CaseResult]
    /// The groups, in order of appearance.
    public let groups: [String]
    /// The clients, in order of appearance.
    public let clients: [String]

    /// Creates a report of these results.
    public init(_ results: [CaseResult]) {
        self.results = results
        groups = results.map(\.group).withoutRepeats
        clients = results.map(\.client).withoutRepeats
    }

    /// Whether every client passed all cases that apply to it.
    public var isGood: Bool { !results.contains { $0.verdict.isBad } }

    /// Returns the number of passed, failed and excluded cases.
    ///
    /// - Parameters:
    ///   - client: The client, or nil for all.
    ///   - group: The group, or nil for all.
    public func tally(of client: String? = nil, in group: String? = nil) -> Tally {
        results.reduce(into: Tally()) { tally, result in
            guard client == nil || result.client == client, group == nil || result.group == group else { return }
            switch result.verdict {
            case .passed: tally.passed += 1
            case .failed, .crashed: tally.failed += 1
            case .excluded: tally.excluded += 1
            }
        }
    }

    /// An object with an array `results` of ``CaseResult/json`` objects.
    public var json: JSON { ["results": .array(results.map(\.json))] }

    /// A case that at least one client failed, with the results of those that did.
    struct Failure {
        var group: String
        var name: String
        var why: String
        var results: [CaseResult]
    }

    /// The cases that at least one client failed.
    var failures: [Failure] {
        let bad = results.filter(\.verdict.isBad)
        return bad.map(\.key).withoutRepeats.compactMap { key in
            let results = bad.filter { $0.key == key }
            return results.first.map {
                Failure(group: $0.group, name: $0.name, why: $0.why, results: results)
            }
        }
    }

    /// The cases excluded for a client for the same reason, without repetitions. `count` includes those.
    struct Exclusion {
        var client: String
        var reason: String
        var count: Int
        var cases: [String]
    }

    /// The exclusions by client and reason.
    var exclusions: [Exclusion] {
        var exclusions: [Exclusion] = []
        var places: [[String]: Int] = [:]
        for result in results {
            guard case .excluded(let reason) = result.verdict else { continue }
            let key = [result.client, reason]
            if let place = places[key] {
                exclusions[place].count += 1
                if !exclusions[place].cases.contains(result.name) { exclusions[place].cases.append(result.name) }
            } else {
                places[key] = exclusions.count
                exclusions.append(Exclusion(client: result.client, reason: reason, count: 1, cases: [result.name]))
            }
        }
        return exclusions
    }
}

/// The number of cases by verdict.
public struct Tally: Sendable, Hashable {
    /// Cases with the expected result.
    public var passed = 0
    /// Cases with another result or a crash.
    public var failed = 0
    /// Cases that were not run because they do not apply.
    public var excluded = 0

    /// Creates an empty tally.
    public init() {}
}

extension Tally: CustomStringConvertible {
    /// The number of passed cases, and those of failed and excluded ones if there are any: `20, 1 excluded`.
    public var description: String {
        let others = [(failed, "failed"), (excluded, "excluded")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return (["\(passed)"] + others).joined(separator: ", ")
    }
}

extension CaseResult {
    fileprivate var key: [String] { [group, name] }
}

extension Array where Element: Hashable {
    fileprivate var withoutRepeats: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
