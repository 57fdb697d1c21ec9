/// The rules for parsing a URL: those of `httpx.URL`, or those of `yarl.URL`, the URL type of aiohttp.
///
/// The dialects differ in what they escape, and in how they treat dot segments, an empty query, ports and hosts.
///
/// Both reject a port that is not all ASCII digits. The originals parse it with Python's `int`, which also accepts
/// signs, blanks and underscores. A host with ill-formed punycode is shown as is instead of failing later.
///
/// ``httpx`` deviates from its original in one point: joining keeps a `;` at the end of a path.
///
/// ``aiohttp`` deviates from yarl in these points:
/// - Escapes in the input are kept; only their hexadecimal digits are uppercased. yarl decodes unreserved and many
///   reserved characters, which breaks signed URLs.
/// - A `?` without a query is kept.
/// - Joining keeps the escapes of the base path; yarl writes them decoded.
/// - A host may contain only what RFC 3986 section 3.2.2 allows, and brackets only an IPv6 address. yarl passes through
///   any other ASCII string and drops brackets around anything else.
/// - A host name must be valid by IDNA 2008. yarl falls back to IDNA 2003 and accepts symbols such as a snowman.
/// - A string of more than 65,536 characters is rejected, as in httpx.
public enum URLDialect: Sendable, Hashable, CaseIterable {
    /// The rules of httpx: the structure of RFC 3986 with the escape sets of the WHATWG URL standard.
    case httpx
    /// The rules of yarl: RFC 3986 with most reserved characters escaped.
    case aiohttp
}
