/// Whether a browser sends a cookie with requests initiated by other sites (RFC 6265bis section 5.6.7).
///
/// Set by the server. Clients other than browsers only expose it.
public enum SameSite: String, Sendable, Hashable, CaseIterable {
    /// Only with requests from the same site.
    case strict
    /// Also when a user follows a link from another site.
    case lax
    /// With every request.
    case none

    /// The value as written in `Set-Cookie`.
    package var attributeValue: String {
        switch self {
        case .strict: "Strict"
        case .lax: "Lax"
        case .none: "None"
        }
    }
}
