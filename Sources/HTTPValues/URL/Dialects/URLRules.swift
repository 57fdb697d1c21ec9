/// The differences between the two dialects, from parsing to joining references. Implemented by ``HTTPXURLRules`` and
/// ``AIOHTTPURLRules``. Everything not listed here is the same in both.
protocol URLRules: Sendable {
    /// The escaping of each part of a URL.
    var encodings: URLEncodings { get }

    // MARK: Parsing

    /// Removes the characters that the dialect skips.
    func withoutSkipped(_ text: String) -> String

    /// Rejects the characters that the dialect does not even escape.
    func checkCharacters(of text: String) throws(InvalidURL)

    /// Whether `bytes`, all of which are allowed in a scheme, form one if a colon follows.
    func isScheme(_ bytes: borrowing Span<UInt8>) -> Bool

    /// Encodes the parts of a URL.
    func components(_ split: URLSplit, of bytes: borrowing Span<UInt8>) throws(InvalidURL) -> URLComponents

    /// The ASCII form of a host without brackets.
    func encodedName(_ host: String) throws(InvalidURL) -> String

    /// The written form of an IPv6 address, given as `text` in the URL.
    func ipv6(_ text: String, groups: [UInt16], zone: Substring?) -> String

    /// Removes the `.` and `..` segments of `path`.
    func removingDotSegments(_ path: String) -> String

    // MARK: Writing

    /// Whether `//` is written even though there is no authority.
    func writesEmptyAuthority(_ url: URLComponents) -> Bool

    /// Whether a slash is written before a path that does not begin with one.
    func writesSlash(beforePathOf url: URLComponents) -> Bool

    // MARK: Components

    /// The path for ``FetchURL/encodedPath``.
    func path(of url: URLComponents) -> String

    /// Whether requests can be sent to the URL.
    func isAbsolute(_ url: URLComponents) -> Bool

    /// An IPv6 address for ``FetchURL/host``.
    func shownIPv6(_ address: String) -> String

    /// The host for the `Host` header.
    func headerHost(_ host: String) -> String

    // MARK: Joining

    /// Resolves the path, query and fragment of `reference` against `base`. `result` is `reference` with its scheme and
    /// authority already resolved.
    func join(_ reference: URLComponents, to base: URLComponents, into result: inout URLComponents)

    // MARK: Query parameters

    /// The names and values in the order they are written.
    func ordered(_ parameters: QueryParameters) -> [(String, String)]

    /// The parameters as a query.
    func query(of parameters: QueryParameters) -> String

    /// Rejects values that the dialect cannot write.
    func check(_ parameters: QueryParameters) throws(InvalidURL)
}

/// The escaping of each part of a URL in one dialect.
struct URLEncodings: Sendable {
    let userInfo: PercentEncoding
    /// For a user name or password alone.
    let credential: PercentEncoding
    let path: PercentEncoding
    let query: PercentEncoding
    let fragment: PercentEncoding
    /// For the name or value of a query parameter.
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
