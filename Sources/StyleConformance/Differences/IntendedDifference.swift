import Fetch
package import FetchConformance
import HTTPValues

/// A way in which Duet differs from an original on purpose.
package struct IntendedDifference: Sendable, Identifiable {
    /// The original concerned.
    package enum Original: String, Sendable {
        case httpx
        case aiohttp
        case both

        /// The styles that follow the original.
        package var styles: Set<Style> {
            switch self {
            case .httpx: [.httpx]
            case .aiohttp: [.aiohttp]
            case .both: [.httpx, .aiohttp]
            }
        }
    }

    /// A stable id. The comparison with the originals uses it to explain a difference.
    package let id: String
    /// The original that behaves differently.
    package let original: Original
    /// The situation.
    package let situation: String
    /// The original's behavior.
    package let theirs: String
    /// Duet's behavior.
    package let ours: String
    /// The reason for the difference.
    package let reason: String
    /// The evidence for Duet's behavior.
    package let evidence: Evidence

    init(
        _ id: String, _ original: Original, _ situation: String, theirs: String, ours: String, why reason: String,
        _ evidence: Evidence
    ) {
        self.id = id
        self.original = original
        self.situation = situation
        self.theirs = theirs
        self.ours = ours
        self.reason = reason
        self.evidence = evidence
    }
}

extension IntendedDifference {
    /// All intended differences.
    package static let all: [IntendedDifference] = [
        requests, urls, redirects, responses, cookies, use, server,
    ].flatMap { $0 }
}

extension IntendedDifference: CustomStringConvertible {
    package var description: String { id }
}
