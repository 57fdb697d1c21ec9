public import Fetch
package import HTTPValues

/// The result of a case for one client.
public struct CaseResult: Sendable, Hashable {
    /// The verdict on a case.
    public enum Verdict: Sendable, Hashable {
        /// Everything was as expected.
        case passed
        /// Some expectations were not met. Lists the differences.
        case failed([String])
        /// The client's process ended. Describes how.
        case crashed(String)
        /// The case does not apply. Gives the reason.
        case excluded(String)
    }

    /// The name of the case, which says what a client must do.
    public let name: String
    /// The group of the case.
    public let group: String
    /// The reason for the requirement.
    public let why: String
    /// The name of the client.
    public let client: String
    /// The verdict.
    public let verdict: Verdict

    /// Creates a result.
    public init(name: String, group: String, why: String, client: String, verdict: Verdict) {
        self.name = name
        self.group = group
        self.why = why
        self.client = client
        self.verdict = verdict
    }

    /// Creates the result of `test` for the client named `client`.
    public init(_ test: Case, client: String, verdict: Verdict) {
        self.init(name: test.name, group: test.group, why: test.why, client: client, verdict: verdict)
    }
}

extension CaseResult {
    /// An object with `name`, `group`, `why`, `client`, `verdict` (`passed`, `failed`, `crashed` or `excluded`) and
    /// `differences`, an array of strings. For an excluded case it has the reason, for a crash its description.
    public var json: JSON {
        [
            "name": .string(name), "group": .string(group), "why": .string(why), "client": .string(client),
            "verdict": .string(verdict.name), "differences": .array(verdict.words.map { .string($0) }),
        ]
    }

    /// Creates a result from ``json``. Returns nil for anything else.
    public init?(_ json: JSON) {
        guard let name = json["name"].string, let group = json["group"].string, let why = json["why"].string,
            let client = json["client"].string, let word = json["verdict"].string,
            let verdict = Verdict(word, (json["differences"].array ?? []).compactMap(\.string))
        else { return nil }
        self.init(name: name, group: group, why: why, client: client, verdict: verdict)
    }
}

extension CaseResult.Verdict {
    /// The verdict in one word.
    public var name: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .crashed: "crashed"
        case .excluded: "excluded"
        }
    }

    /// The differences, how the client crashed, or why the case does not apply.
    public var words: [String] {
        switch self {
        case .passed: []
        case .failed(let differences): differences
        case .crashed(let how): [how]
        case .excluded(let reason): [reason]
        }
    }

    /// Whether the client failed or crashed.
    public var isBad: Bool {
        switch self {
        case .failed, .crashed: true
        case .passed, .excluded: false
        }
    }

    fileprivate init?(_ word: String, _ words: [String]) {
        switch word {
        case "passed": self = .passed
        case "failed": self = .failed(words)
        case "crashed": self = .crashed(words.first ?? "crashed")
        case "excluded": self = .excluded(words.first ?? "excluded")
        default: return nil
        }
    }
}
