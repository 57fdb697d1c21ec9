import Fetch
import HTTPValues

/// A request line of the protocol.
func line(_ method: String = "GET", _ url: String = "{origin}/", _ members: (String, JSON)...) -> JSON {
    .object(
        (method == "GET" ? [] : [JSON.Member("method", .string(method))]) + [JSON.Member("url", .string(url))]
            + members.map { JSON.Member($0.0, $0.1) })
}

/// A line that parses a URL and joins it to a base.
func urlLine(_ url: String, base: String? = nil) -> JSON {
    .object(
        [JSON.Member("op", "url"), JSON.Member("url", .string(url))]
            + (base.map { [JSON.Member("base", .string($0))] } ?? []))
}

extension JSON {
    /// Pairs, as the protocol writes parameters, headers and forms.
    static func pairs(_ pairs: [(String, String)]) -> JSON {
        .array(pairs.map { [.string($0.0), .string($0.1)] })
    }

    /// This object with a member added or replaced.
    func with(_ name: String, _ value: JSON) -> JSON {
        .object((object ?? []).filter { $0.name != name } + [Member(name, value)])
    }

    /// This object without a member.
    func without(_ name: String) -> JSON {
        .object((object ?? []).filter { $0.name != name })
    }
}
