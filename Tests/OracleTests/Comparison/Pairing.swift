import Fetch
import FetchConformance
import HTTPValues

/// A client of Duet and the original that serves as its oracle.
struct Pairing: Sendable {
    let original: Implementation
    let duet: Implementation

    var name: String { "\(duet.name) and \(original.name)" }

    /// Whether a spec applies to this style.
    func applies(to spec: Spec) -> Bool {
        switch spec.audience {
        case .both: true
        case .httpx: duet.style == .httpx
        case .aiohttp: duet.style == .aiohttp
        }
    }
}
