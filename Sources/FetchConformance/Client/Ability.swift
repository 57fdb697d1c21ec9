import HTTPValues

/// A feature that not every client has. The raw value completes a sentence that begins with "needs".
///
/// A case that needs a missing ability is excluded. An expectation about something the client does not expose is
/// skipped. Cases declare few abilities themselves; most follow from their requests and expectations (``Case/needs``).
public enum Ability: String, Sendable, Hashable, CaseIterable {
    // MARK: Requests

    /// Accepts URLs as typed: escapes letters and blanks, resolves dot segments.
    case typedURLs = "URLs that need escaping"
    /// Uses a user name and password in a URL as credentials.
    case credentialsInURL = "credentials in a URL"
    /// Sends credentials without waiting for a challenge.
    case credentials = "credentials sent without a challenge"
    /// Adds parameters to a URL.
    case parameters = "parameters separate from the URL"
    /// Has headers for all requests of a client.
    case clientHeaders = "headers for every request"
    /// Has cookies for a single request.
    case requestCookies = "cookies for one request"
    /// Creates bodies from text, JSON and form fields.
    case encodedBodies = "text, JSON and form bodies"
    /// Sends chunked bodies of unknown length.
    case chunkedBodies = "request bodies of unknown length"
    /// Supports bodies that can be read only once.
    case oneShotBodies = "request bodies that can be read only once"
    /// Resends a chunked body when needed.
    case replayedChunks = "chunked bodies that can be sent again"
    /// Sends a body while it is being produced, and reads the response at the same time.
    case streamedUpload = "request bodies sent while they are produced"
    /// Cancels a request when the calling task is cancelled.
    case cancellation = "requests cancelled with their task"
    /// Cancels requests in flight when the client is closed.
    case closing = "requests cancelled when the client is closed"

    // MARK: Client options

    /// Has an option to follow redirects.
    case redirects = "an option to follow redirects"
    /// Has that option for a single request.
    case requestRedirects = "a redirect option for one request"
    /// Limits the number of redirects.
    case redirectLimit = "a limit on redirects"
    /// Stores cookies and sends them back.
    case cookieJar = "a cookie jar"
    /// Limits the size of a collected body.
    case bodyLimit = "a limit on the body size"
    /// Limits the number of connections.
    case poolLimits = "limits on connections"
    /// Limits the number and age of idle connections.
    case idleLimits = "limits on idle connections"
    /// Limits the time to connect.
    case connectTimeout = "a connect timeout"
    /// Limits the time without data from the peer.
    case readTimeout = "a read timeout"
    /// Limits the time in which the peer accepts no data.
    case writeTimeout = "a write timeout"
    /// Limits the wait for a connection.
    case poolTimeout = "a pool timeout"
    /// Limits the duration of the whole request.
    case totalTimeout = "a total timeout"
    /// Has timeouts for a single request.
    case requestTimeouts = "timeouts for one request"
    /// Supports HTTP proxies.
    case proxies = "HTTP proxies"
    /// Sends plain requests to HTTP proxies for forwarding, instead of requesting a tunnel.
    case forwarding = "HTTP proxies that forward plain requests"
    /// Authenticates to HTTP proxies.
    case proxyCredentials = "credentials for HTTP proxies"
    /// Supports SOCKS 5 proxies.
    case socks = "SOCKS proxies"
    /// Authenticates to SOCKS 5 proxies.
    case socksCredentials = "credentials for SOCKS proxies"
    /// Trusts certificate authorities from a file.
    case trustFile = "certificate authorities from a file"
    /// Supports HTTP/2.
    case http2 = "HTTP/2"
    /// Sends its requests over a given Duet transport.
    case transports = "a replaceable transport"

    // MARK: Responses

    /// Returns the response when the headers arrive, and its body in chunks.
    case streaming = "response bodies read while they arrive"
    /// Decodes brotli.
    case brotli
    /// Decodes zstd.
    case zstd
    /// Exposes trailers.
    case trailers = "trailers"
    /// Exposes the reason phrase.
    case reason = "the reason phrase"
    /// Exposes the HTTP version.
    case version = "the HTTP version"
    /// Sends and exposes each line of a header separately.
    case headerLines = "separate lines of a header"
    /// Exposes the URL of the final response.
    case finalURL = "the final URL"
    /// Exposes the redirects that led to the final response.
    case history = "the redirects that led to a response"
    /// Decodes a body to text in its charset.
    case text = "text in the charset of the response"
    /// Distinguishes kinds of failures. Other clients only have to fail.
    case failureKinds = "distinct kinds of failures"

    // MARK: Design choices

    /// Makes the same choices as Duet where HTTP leaves them open.
    case houseRules = "Duet's choice where HTTP leaves room"
}

extension Set<Ability> {
    /// All abilities.
    public static let all = Set(Ability.allCases)
}
