import Fetch
import FetchConformance

/// A client of Duet and the original that it is held against.
struct Pairing: Sendable {
    let original: Witness
    let duet: Witness

    var name: String { "\(duet.name) and \(original.name)" }

    /// Whether a spec is for this style.
    func applies(to spec: Spec) -> Bool {
        switch spec.audience {
        case .both: true
        case .httpx: duet.style == .httpx
        case .aiohttp: duet.style == .aiohttp
        }
    }
}

/// How far two agree about the specs of a category.
struct Agreement: Sendable {
    /// Equal in every field.
    var equal = 0
    /// Different only where Duet differs on purpose.
    var intended = 0
    /// Different for no reason that anybody gave.
    var unexplained = 0

    var asked: Int { equal + intended + unexplained }

    /// The equal ones in a hundred.
    var percentage: Double { asked == 0 ? 100 : 100 * Double(equal) / Double(asked) }
}
