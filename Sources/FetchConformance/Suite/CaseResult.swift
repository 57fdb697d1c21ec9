public import Fetch
package import HTTPValues

/// The result of one case on one client.
public struct CaseResult: Sendable, Hashable {
    /// How it ended.
    public enum Verdict: Sendable, Hashable {
        /// All was as expected.
        case passed
        /// What differed.
        case failed([String])
        /// The process that the client ran in ended, and how.
        case crashed(String)
        /// Why the case does not apply.
        case excluded(String)
    }

    /// The name of the case: what a client must do.
    public let name: String
    /// The group of the case.
    public let group: String
    /// The rule behind it.
    public let why: String
    /// The client.
    public let client: String
    /// How it ended.
    public let verdict: Verdict

    /// A result.
    public init(name: String, group: String, why: String, client: String, verdict: Verdict) {
        self.name = name
        self.group = group
        self.why = why
        self.client = client
        self.verdict = verdict
    }

    /// The result of `test` on the client with the name `client`.
    public init(_ test: Case, client: String, verdict: Verdict) {
        self.init(name: test.name, group: test.group, why: test.why, client: client, verdict: verdict)
    }
}

extension CaseResult {
    /// One object: `name`, `group`, `why`, `client`, `verdict` (`passed`, `failed`, `crashed` or `excluded`) and
    /// `differences`, a list of strings, which is the reason when the case was excluded.
    public var json: JSON {
        [
            "name": .string(name), "group": .string(group), "why": .string(why), "client": .string(client),
            "verdict": .string(verdict.name), "differences": .array(verdict.words.map { .string($0) }),
        ]
    }

    /// Reads what ``json`` gives; nil for anything else.
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

    /// What differed, or why the case does not apply.
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
