import Fetch
package import HTTPValues

/// A condition that must hold at the end of a case. Applies to the last outcome unless it says otherwise.
package indirect enum Expectation: Sendable {
    // MARK: The response

    /// The status code.
    case status(Int)
    /// The reason phrase.
    case reason(String)
    /// The HTTP version.
    case version(String)
    /// The body as UTF-8.
    case body(String)
    /// The body as bytes.
    case bytes(Bytes)
    /// The size of the body in bytes.
    case size(Int)
    /// The body as text, or nil if the client must refuse to decode it.
    case text(String?)
    /// The value at this path of the JSON body.
    case json([String], JSON)
    /// The values of a header, joined, or nil if it must be missing.
    case header(String, String?)
    /// The values of a header, one per line.
    case lines(String, [String])
    /// The number of header lines.
    case headerCount(Int)
    /// The value of a trailer.
    case trailer(String, String)
    /// The final URL.
    case url(String)
    /// The status codes of the redirects.
    case history([Int])

    // MARK: The failure

    /// A failure of one of these kinds, with a nonempty message.
    case failure([SuiteFailure.Kind])
    /// The failure's message does not contain this string.
    case hides(String)

    // MARK: The wire

    /// The request line of the request with this number.
    case line(Int, String)
    /// The values of a header of the request with this number, joined, or nil if it must be missing.
    case sent(Int, String, String?)
    /// The values of a header of the request with this number, one per line.
    case sentLines(Int, String, [String])
    /// The body of the request with this number.
    case sentBody(Int, String)
    /// The chunk sizes of the request with this number.
    case chunks(Int, [Int])
    /// The number of requests received.
    case requests(Int)
    /// The number of connections accepted.
    case connections(Int)
    /// The maximum number of connections accepted.
    case connectionsAtMost(Int)
    /// The bytes of the SOCKS message with this number.
    case socks(Int, [UInt8])

    // MARK: Combinations

    /// Holds for the outcome with this number.
    case outcome(Int, Expectation)
    /// Holds for every outcome.
    case each(Expectation)
    /// Holds for clients of this style.
    case style(Style, Expectation)
    /// Any of these holds.
    case any([Expectation])
    /// Holds for clients with ``Ability/houseRules``, because it is more than any rule of HTTP demands.
    case house(Expectation)
    /// The predicate holds. The string describes it.
    case that(String, @Sendable (Observation) -> Bool)

    /// A failure of one of these kinds.
    package static func fails(_ kinds: SuiteFailure.Kind...) -> Expectation { .failure(kinds) }
}

extension Expectation {
    /// Returns the difference from this expectation, or nil if it is met.
    ///
    /// - Parameter tellsFailuresApart: Whether the kind of a failure matters, or only that there is one.
    func difference(from observation: Observation, style: Style, tellsFailuresApart: Bool) -> String? {
        difference(
            Sight(seen: observation, style: style, tellsFailuresApart: tellsFailuresApart),
            observation.outcomes.indices.last ?? -1)
    }

    /// An observation and how to evaluate it.
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
            guard !differences.contains(nil) else { return nil }
            return "no alternative was met: " + differences.compactMap(\.self).joined(separator: "; ")
        case .that(let what, let holds):
            return holds(sight.seen) ? nil : "expected that \(what)"
        case .line, .sent, .sentLines, .sentBody, .chunks, .requests, .connections, .connectionsAtMost, .socks:
            return wireDifference(sight.seen)
        default:
            guard outcomes.indices.contains(index) else { return "there is no outcome \(index)" }
            return outcomeDifference(index, sight)
        }
    }

    private func outcomeDifference(_ index: Int, _ sight: Sight) -> String? {
        let outcome = sight.seen.outcomes[index]
        switch (self, outcome) {
        case (.failure(let kinds), .failure(let failure)):
            guard kinds.contains(failure.kind) || !sight.tellsFailuresApart else {
                return "expected \(kinds), got \(failure)"
            }
            return failure.message.isEmpty ? "the error has no message" : nil
        case (.hides(let secret), .failure(let failure)):
            return failure.message.contains(secret) ? "the error message reveals a secret" : nil
        case (.failure, .reply), (.hides, .reply): return "expected a failure, got \(outcome)"
        case (.text(let text), .reply): return differ("text", sight.seen.texts[index], text)
        case (_, .reply(let reply)): return replyDifference(reply, sight.seen.fill)
        case (_, .failure): return "expected \(self), got \(outcome)"
        }
    }

    private func replyDifference(_ reply: FetchResponse, _ fill: (String) -> String) -> String? {
        switch self {
        case .status(let status): differ("status", reply.status, status)
        case .reason(let reason): differ("reason", reply.reason, reason)
        case .version(let version): differ("version", reply.version.description, version)
        case .body(let body): differ("body", reply.body.utf8Text, fill(body))
        case .bytes(let bytes):
            reply.body == bytes ? nil : "the bytes differ: got \(reply.body.count), expected \(bytes.count)"
        case .size(let size): differ("size", reply.body.count, size)
        case .json(let path, let value): differ("JSON \(path)", json(reply.body, path), value)
        case .header(let name, let value): differ(name, reply.headers[name], value)
        case .lines(let name, let values): differ(name, reply.headers.all(name), values)
        case .headerCount(let count): differ("header count", reply.headers.count, count)
        case .trailer(let name, let value): differ(name, reply.summary.trailers[name], value)
        case .url(let url): differ("URL", reply.url.description, fill(url))
        case .history(let statuses): differ("history", reply.history.map(\.status), statuses)
        default: nil
        }
    }

    private func wireDifference(_ seen: Observation) -> String? {
        func request(_ index: Int, _ check: (ReceivedRequest) -> String?) -> String? {
            let requests = seen.server.requests
            return requests.indices.contains(index) ? check(requests[index]) : "the server received no request \(index)"
        }
        return switch self {
        case .line(let index, let line): request(index) { differ("request line", $0.line, seen.fill(line)) }
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

    /// Whether it compares text, which is decoded only then.
    var isAboutText: Bool {
        switch self {
        case .text: true
        case .outcome(_, let inner), .each(let inner), .style(_, let inner), .house(let inner): inner.isAboutText
        case .any(let inner): inner.contains(where: \.isAboutText)
        default: false
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
