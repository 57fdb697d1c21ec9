import Fetch
package import HTTPValues

/// Something that must be so at the end of a case. About the last outcome, where it does not say which.
package indirect enum Expectation: Sendable {
    // MARK: The reply

    /// The status code.
    case status(Int)
    /// The reason phrase.
    case reason(String)
    /// The version of HTTP.
    case version(String)
    /// The bytes of the body, as UTF-8.
    case body(String)
    /// The bytes of the body.
    case bytes(Bytes)
    /// The number of bytes of the body.
    case size(Int)
    /// The body as text; nil when the client must refuse to read it.
    case text(String?)
    /// What the body is as JSON at this path.
    case json([String], JSON)
    /// The values of a field, joined; nil when it must be missing.
    case header(String, String?)
    /// The values of a field, a line each.
    case lines(String, [String])
    /// The number of field lines.
    case headerCount(Int)
    /// A field behind the body.
    case trailer(String, String)
    /// The final URL.
    case url(String)
    /// The statuses that led here.
    case history([Int])

    // MARK: The failure

    /// One of these, and never without words.
    case failure([SuiteFailure.Kind])
    /// The words of a failure do not contain this.
    case hides(String)

    // MARK: The wire

    /// The line of the request with this number.
    case line(Int, String)
    /// The values of a field of the request with this number, joined; nil when it must be missing.
    case sent(Int, String, String?)
    /// The values of a field of the request with this number, a line each.
    case sentLines(Int, String, [String])
    /// The body of the request with this number.
    case sentBody(Int, String)
    /// The sizes of the chunks of the request with this number.
    case chunks(Int, [Int])
    /// How many requests arrived.
    case requests(Int)
    /// How many connections were accepted.
    case connections(Int)
    /// How many connections were accepted at most.
    case connectionsAtMost(Int)
    /// The bytes of the SOCKS message with this number.
    case socks(Int, [UInt8])

    // MARK: Any

    /// Holds for the outcome with this number.
    case outcome(Int, Expectation)
    /// Holds for every outcome.
    case each(Expectation)
    /// Holds for clients of this style.
    case style(Style, Expectation)
    /// Any of these holds.
    case any([Expectation])
    /// Holds for clients that follow ``Ability/houseRules``: it is more than any rule of HTTP demands.
    case house(Expectation)
    /// What the function says is wrong.
    case that(String, @Sendable (Observation) -> Bool)

    /// One of several kinds of failure.
    package static func fails(_ kinds: SuiteFailure.Kind...) -> Expectation { .failure(kinds) }
}

extension Expectation {
    /// What differs from this expectation; nil when nothing does.
    ///
    /// - Parameter tellsFailuresApart: Whether the kind of a failure counts, and not only that there is one.
    func difference(from observation: Observation, style: Style, tellsFailuresApart: Bool) -> String? {
        difference(
            Sight(seen: observation, style: style, tellsFailuresApart: tellsFailuresApart),
            observation.outcomes.indices.last ?? -1)
    }

    /// What was seen, and how it is to be looked at.
    private struct Sight {
        var seen: Observation
        var style: Style
        var tellsFailuresApart: Bool
    }

    private func difference(_ sight: Sight, _ index: Int) -> String? {
        let outcomes = sight.seen.outcomes
        switch self {
        case .outcome(let index, let inner):
            return inner.difference(sight, index).map { "outcome \(index): \($0)" }
        case .each(let inner):
            return outcomes.indices.lazy.compactMap { inner.difference(sight, $0) }.first
        case .style(let wanted, let inner):
            return wanted == sight.style ? inner.difference(sight, index) : nil
        case .house(let inner):
            return inner.difference(sight, index)
        case .any(let inner):
            let differences = inner.map { $0.difference(sight, index) }
            return differences.contains { $0 == nil } ? nil : differences.compactMap(\.self).joined(separator: "; nor ")
        case .that(let what, let holds):
            return holds(sight.seen) ? nil : "it is not so that \(what)"
        case .line, .sent, .sentLines, .sentBody, .chunks, .requests, .connections, .connectionsAtMost, .socks:
            return wireDifference(sight.seen)
        default:
            guard outcomes.indices.contains(index) else { return "no outcome \(index)" }
            return outcomeDifference(outcomes[index], sight)
        }
    }

    private func outcomeDifference(_ outcome: Outcome, _ sight: Sight) -> String? {
        switch (self, outcome) {
        case (.failure(let kinds), .failure(let failure)):
            guard kinds.contains(failure.kind) || !sight.tellsFailuresApart else {
                return "expected \(kinds), got \(failure)"
            }
            return failure.message.isEmpty ? "the failure has no words" : nil
        case (.hides(let secret), .failure(let failure)):
            return failure.message.contains(secret) ? "the message shows a secret" : nil
        case (.failure, .reply), (.hides, .reply): return "a failure was expected, but got \(outcome)"
        case (_, .reply(let reply)): return replyDifference(reply, sight.seen.fill)
        case (_, .failure): return "\(self) but got \(outcome)"
        }
    }

    private func replyDifference(_ reply: SuiteResponse, _ fill: (String) -> String) -> String? {
        switch self {
        case .status(let status): differ("status", reply.status, status)
        case .reason(let reason): differ("reason", reply.reason, reason)
        case .version(let version): differ("version", reply.version, version)
        case .body(let body): differ("body", reply.body.utf8Text, fill(body))
        case .bytes(let bytes): reply.body == bytes ? nil : "other bytes: \(reply.body.count), expected \(bytes.count)"
        case .size(let size): differ("size", reply.body.count, size)
        case .json(let path, let value): differ("JSON \(path)", json(reply.body, path), value)
        case .text(let text): differ("text", reply.text, text)
        case .header(let name, let value): differ(name, reply.headers[name], value)
        case .lines(let name, let values): differ(name, reply.headers.all(name), values)
        case .headerCount(let count): differ("header count", reply.headers.count, count)
        case .trailer(let name, let value): differ(name, reply.trailers[name], value)
        case .url(let url): differ("URL", reply.url, fill(url))
        case .history(let statuses): differ("history", reply.history.map(\.status), statuses)
        default: nil
        }
    }

    private func wireDifference(_ seen: Observation) -> String? {
        func request(_ index: Int, _ check: (ReceivedRequest) -> String?) -> String? {
            let requests = seen.server.requests
            return requests.indices.contains(index) ? check(requests[index]) : "the server saw no request \(index)"
        }
        return switch self {
        case .line(let index, let line): request(index) { differ("line", $0.line, seen.fill(line)) }
        case .sent(let index, let name, let value):
            request(index) { differ("sent \(name)", $0.headers[name], value.map(seen.fill)) }
        case .sentLines(let index, let name, let values): request(index) { differ(name, $0.headers.all(name), values) }
        case .sentBody(let index, let body): request(index) { differ("sent body", $0.body.utf8Text, body) }
        case .chunks(let index, let sizes): request(index) { differ("chunks", $0.chunkSizes, sizes) }
        case .requests(let count): differ("requests", seen.server.requests.count, count)
        case .connections(let count): differ("connections", seen.server.connections, count)
        case .socks(let index, let bytes):
            differ("SOCKS message \(index)", seen.server.socks.dropFirst(index).first.map { Array($0) }, bytes)
        case .connectionsAtMost(let count):
            seen.server.connections <= count ? nil : "\(seen.server.connections) connections, expected at most \(count)"
        default: nil
        }
    }

    private func json(_ body: Bytes, _ path: [String]) -> JSON? {
        (try? JSON(parsing: body)).map { path.reduce($0) { $0[$1] } }
    }

    private func differ<Value: Equatable>(_ what: String, _ got: Value, _ expected: Value) -> String? {
        got == expected ? nil : "\(what): got \(shortened(got)), expected \(shortened(expected))"
    }

    private func shortened(_ value: some Any) -> String {
        let text = String(reflecting: value)
        return text.count > 300 ? "\(text.prefix(300))…" : text
    }
}
