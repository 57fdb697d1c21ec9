/// Whether a cookie goes along with requests that other sites cause. Kept for the reader; a client that is
/// no browser has no other sites.
public enum SameSite: String, Sendable, Hashable, CaseIterable {
    case strict, lax, none
}
