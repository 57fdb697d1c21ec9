public import Fetch
package import HTTPValues

/// The results of a suite for one client or several, shown as text, as a page or as JSON.
public struct ConformanceReport: Sendable {
    /// All results, in the order of the cases.
    public let results: [CaseResult]
    /// The groups, in order of appearance.
    public let groups: [String]
    /// The clients, in order of appearance.
    public let clients: [String]

    /// A report of these results.
    public init(_ results: [CaseResult]) {
        self.results = results
        groups = results.map(\.group).withoutRepeats
        clients = results.map(\.client).withoutRepeats
    }

    /// Whether no client failed in any case.
    public var isGood: Bool { !results.contains { $0.verdict.isBad } }

    /// How many cases of a group a client passed and failed, and how many were excluded.
    ///
    /// - Parameters:
    ///   - client: The client; nil for all.
    ///   - group: The group; nil for all.
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

    /// One object with the list `results`, each an object as ``CaseResult/json`` gives it.
    public var json: JSON { ["results": .array(results.map(\.json))] }

    /// A case in which some client failed, with what each did.
    struct Failure {
        var group: String
        var name: String
        var why: String
        var results: [CaseResult]
    }

    /// The cases that somebody failed.
    var failures: [Failure] {
        let bad = results.filter(\.verdict.isBad)
        return bad.map(\.key).withoutRepeats.compactMap { key in
            let results = bad.filter { $0.key == key }
            return results.first.map {
                Failure(group: $0.group, name: $0.name, why: $0.why, results: results)
            }
        }
    }

    /// The cases that a client was spared for one reason.
    struct Exclusion {
        var client: String
        var reason: String
        var cases: [String]
    }

    /// What was excluded, by client and reason.
    var exclusions: [Exclusion] {
        var exclusions: [Exclusion] = []
        var places: [[String]: Int] = [:]
        for result in results {
            guard case .excluded(let reason) = result.verdict else { continue }
            let key = [result.client, reason]
            if let place = places[key] {
                exclusions[place].cases.append(result.name)
            } else {
                places[key] = exclusions.count
                exclusions.append(Exclusion(client: result.client, reason: reason, cases: [result.name]))
            }
        }
        return exclusions
    }
}

/// The number of cases by how they ended.
public struct Tally: Sendable, Hashable {
    /// As expected.
    public var passed = 0
    /// Not as expected, or with a crash.
    public var failed = 0
    /// Not run: they do not apply.
    public var excluded = 0

    /// None.
    public init() {}
}

extension Tally: CustomStringConvertible {
    /// `passed/failed/excluded`
    public var description: String { "\(passed)/\(failed)/\(excluded)" }
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
