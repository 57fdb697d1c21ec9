import Fetch
package import FetchConformance
import HTTPValues

extension Evidence {
    /// The ways in which the clients of `maker` deviate from the row, or nothing if the row holds.
    ///
    /// - Parameter style: The side of the row to check against, by default the clients' own style. Checked against the
    ///   other side they must fail if the row tells the styles apart.
    package func mismatches(on maker: some SuiteClientMaker, as style: Style? = nil) async -> [String] {
        guard let own = maker.style else { return ["\(maker.name) follows neither style"] }
        let side = style ?? own
        switch self {
        case .play(let test):
            return await runCase(test, on: Masked(maker: maker, style: side)).mismatches
        case .look(let look):
            return await compare(look.seen(by: maker, of: own), look.expected[side])
        case .rule(let rule):
            return compare(rule.given(by: own.policy), rule.expected[side])
        case .served, .file:
            return []
        }
    }

    private func compare(_ seen: String, _ expected: String?) -> [String] {
        seen == expected ? [] : ["seen: \(seen), expected: \(expected ?? "nothing")"]
    }
}

extension CaseResult {
    fileprivate var mismatches: [String] {
        switch verdict {
        case .passed, .excluded: []
        case .crashed: ["it crashed"]
        case .failed(let differences): differences
        }
    }
}

/// Clients checked against the side of a style that may not be their own.
private struct Masked<Maker: SuiteClientMaker>: SuiteClientMaker {
    let maker: Maker
    let style: Style?

    var name: String { maker.name }
    var abilities: Set<Ability> { maker.abilities }

    func makeClient(_ choices: ClientChoices) throws -> any FetchClient { try maker.makeClient(choices) }
    func text(of response: FetchResponse) async -> String? { await maker.text(of: response) }
}

extension Look {
    /// What the program observes with the clients of `maker`: a value or the name of an error.
    fileprivate func seen(by maker: some SuiteClientMaker, of style: Style) async -> String {
        do {
            let server = try ScriptedServer(server)
            let seen: String
            do {
                seen =
                    switch style {
                    case .httpx: try await httpx(HTTPXCaller(isBlocking: maker is HTTPXBlocking), server)
                    case .aiohttp: try await aiohttp(server)
                    }
            } catch {
                seen = errorName(error)
            }
            await server.stop()
            return seen
        } catch {
            return "no server: \(error)"
        }
    }
}

extension Rule {
    fileprivate func given(by policy: FetchPolicy) -> String {
        do {
            return try result(policy)
        } catch {
            return "\(error)"
        }
    }
}
