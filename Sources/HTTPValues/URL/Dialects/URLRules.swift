/// What the two dialects do differently, from reading a text to joining references: ``HTTPXURLRules`` and
/// ``AIOHTTPURLRules`` implement it. Everything that is not listed here is the same in both.
protocol URLRules: Sendable {
    /// How the parts of a URL are escaped.
    var encodings: URLEncodings { get }

    // MARK: Reading

    /// The text without the characters that the dialect skips.
    func withoutSkipped(_ text: String) -> String

    /// Refuses the characters that the dialect does not even escape.
    func checkCharacters(of text: String) throws(InvalidURL)

    /// Whether `bytes`, all of which may stand in a scheme, are one when a colon follows.
    func isScheme(_ bytes: borrowing Span<UInt8>) -> Bool

    /// Encodes the parts of a text.
    func components(_ split: URLSplit, of bytes: borrowing Span<UInt8>) throws(InvalidURL) -> URLComponents

    /// The ASCII form of a host that is not in brackets.
    func encodedName(_ host: String) throws(InvalidURL) -> String

    /// How an IPv6 address is written that stands in the URL as `text`.
    func ipv6(_ text: String, groups: [UInt16], zone: Substring?) -> String

    /// `path` without its `.` and `..` segments.
    func removingDotSegments(_ path: String) -> String

    // MARK: Writing

    /// Whether `//` is written although there is no authority.
    func writesEmptyAuthority(_ url: URLComponents) -> Bool

    /// Whether a slash is written before a path that does not begin with one.
    func writesSlash(beforePathOf url: URLComponents) -> Bool

    // MARK: Asking

    /// The path as ``FetchURL/encodedPath`` shows it.
    func path(of url: URLComponents) -> String

    /// Whether requests can be sent to the URL.
    func isAbsolute(_ url: URLComponents) -> Bool

    /// An IPv6 address as ``FetchURL/host`` shows it.
    func shownIPv6(_ address: String) -> String

    /// The host as the `Host` header has it.
    func headerHost(_ host: String) -> String

    // MARK: Joining

    /// Resolves path, query and fragment of `reference` against `base`. `result` is `reference` with scheme and
    /// authority already resolved.
    func join(_ reference: URLComponents, to base: URLComponents, into result: inout URLComponents)

    // MARK: Query parameters

    /// The names and values in the order in which they are written.
    func ordered(_ parameters: QueryParameters) -> [(String, String)]

    /// The parameters as a query.
    func query(of parameters: QueryParameters) -> String

    /// Refuses values that the dialect cannot write.
    func check(_ parameters: QueryParameters) throws(InvalidURL)
}

/// How each part of a URL is escaped in one dialect.
struct URLEncodings: Sendable {
    let userInfo: PercentEncoding
    /// A user name or a password alone.
    let credential: PercentEncoding
    let path: PercentEncoding
    let query: PercentEncoding
    let fragment: PercentEncoding
    /// The name or the value of a query parameter.
    let parameter: PercentEncoding
}

extension URLDialect {
    var rules: any URLRules {
        switch self {
        case .httpx: HTTPXURLRules()
        case .aiohttp: AIOHTTPURLRules()
        }
    }
}
