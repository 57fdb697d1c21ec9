import Fetch
import FetchConformance

/// Why Duet disagrees with an original on purpose.
struct Explanation: Sendable {
    /// The difference, as the table of intended differences names it.
    let id: String
    /// The original that it is about.
    let style: Style
    /// Whether a disagreement is of this kind.
    let explains: @Sendable (Spec, Disagreement, [Disagreement]) -> Bool

    func holds(_ pairing: Pairing, _ spec: Spec, _ disagreement: Disagreement, _ all: [Disagreement]) -> Bool {
        pairing.duet.style == style && explains(spec, disagreement, all)
    }
}

extension Explanation {
    static let all: [Explanation] = []
}
