/// The escape rules of every part of a URL in one dialect.
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
    var encodings: URLEncodings {
        switch self {
        case .httpx: Self.httpxEncodings
        case .aiohttp: Self.aiohttpEncodings
        }
    }

    /// The percent-encode sets of https://url.spec.whatwg.org/#percent-encoded-bytes as httpx reads them: a `%` and
    /// every other printable character that is not listed stand as they are.
    private static let httpxEncodings: URLEncodings = {
        let query = " \"#<>"
        let path = query + "?`{}"
        let userInfo = path + "/;=@[\\]^|"
        func keeping(without excluded: String) -> PercentEncoding {
            PercentEncoding(safe: ByteSet(printableWithout: excluded), keepsEscapes: true)
        }
        return URLEncodings(
            userInfo: keeping(without: userInfo),
            credential: keeping(without: userInfo + ":"),
            path: keeping(without: path),
            query: keeping(without: query),
            fragment: keeping(without: " \"<>`"),
            parameter: PercentEncoding(safe: ByteSet(unreserved), keepsEscapes: false, writesSpaceAsPlus: true))
    }()

    /// yarl keeps the unreserved characters, the sub-delimiters and, by part, a few general delimiters
    /// (RFC 3986 sections 2.2, 2.3, 3.3 and 3.4).
    private static let aiohttpEncodings: URLEncodings = {
        let allowed = unreserved + "!$'()*,"
        let all = allowed + "+&=;"
        return URLEncodings(
            userInfo: PercentEncoding(safe: ByteSet(all), keepsEscapes: true),
            credential: PercentEncoding(safe: ByteSet(all), keepsEscapes: false),
            path: PercentEncoding(safe: ByteSet(all + "@:/"), keepsEscapes: true),
            query: PercentEncoding(safe: ByteSet(all + "?/:@"), keepsEscapes: true, writesSpaceAsPlus: true),
            fragment: PercentEncoding(safe: ByteSet(all + "?/:@"), keepsEscapes: true),
            parameter: PercentEncoding(safe: ByteSet(allowed + "?/:@"), keepsEscapes: false, writesSpaceAsPlus: true))
    }()

    /// RFC 3986 section 2.3.
    static let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
}
