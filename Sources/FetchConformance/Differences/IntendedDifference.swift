import HTTPValues

/// One way in which Duet differs from an original on purpose.
public struct IntendedDifference: Sendable, Identifiable {
    /// Which original it is.
    public enum Original: String, Sendable {
        case httpx
        case aiohttp
        case both

        /// The styles that follow it.
        public var styles: Set<Style> {
            switch self {
            case .httpx: [.httpx]
            case .aiohttp: [.aiohttp]
            case .both: [.httpx, .aiohttp]
            }
        }
    }

    /// A name that stays: what compares Duet with the originals explains a disagreement with it.
    public let id: String
    /// Which original does otherwise.
    public let original: Original
    /// The situation.
    public let situation: String
    /// What the original does.
    public let theirs: String
    /// What Duet does.
    public let ours: String
    /// Why.
    public let reason: String
    /// What shows what Duet does.
    public let evidence: Evidence

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
    /// All of them.
    public static let all: [IntendedDifference] = [
        requests, urls, redirects, responses, cookies, use, server,
    ].flatMap { $0 }
}

extension IntendedDifference: CustomStringConvertible {
    public var description: String { id }
}
