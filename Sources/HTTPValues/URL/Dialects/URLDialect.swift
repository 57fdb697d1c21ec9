/// The rules by which a URL is read: those of `httpx.URL` or those of `yarl.URL`, the URL type of aiohttp.
///
/// The dialects differ in what they escape, in dot segments, in an empty query, in ports and in hosts.
///
/// Both refuse a port that is not all ASCII digits; the originals let Python's `int` read it, which also takes
/// signs, blanks and underscores. A host whose punycode is ill-formed is shown as it is instead of failing later.
///
/// Where ``httpx`` does not follow its original: joining keeps a `;` at the end of a path.
///
/// Where ``aiohttp`` does not follow yarl:
/// - An escape that the writer put is kept; only its hexadecimal digits are made upper-case. yarl decodes
///   unreserved and many reserved characters, which breaks signed URLs.
/// - A `?` without a query is kept.
/// - Joining keeps the escapes of the base path; yarl writes them decoded.
/// - A host may hold only what RFC 3986 section 3.2.2 allows, and brackets only an IPv6 address; yarl passes any
///   other ASCII text on and drops brackets around anything else.
/// - A host name must be valid by IDNA 2008; yarl falls back to IDNA 2003 and takes symbols such as a snowman.
/// - A text of more than 65,536 characters is refused, as httpx does.
public enum URLDialect: Sendable, Hashable, CaseIterable {
    /// The rules of httpx: RFC 3986 structure with the escape sets of the WHATWG URL standard.
    case httpx
    /// The rules of yarl: RFC 3986 with most reserved characters escaped.
    case aiohttp
}
