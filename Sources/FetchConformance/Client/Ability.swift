import HTTPValues

/// What not every client can do. The raw value completes a sentence that begins with "needs".
///
/// A case that needs what a client cannot do is excluded for it; an expectation about what a client does not show is
/// left out. Cases state few of these themselves: most follow from what a case asks and expects (``Case/needs``).
public enum Ability: String, Sendable, Hashable, CaseIterable {
    // MARK: What a request may ask

    /// Takes URLs as people type them: escapes letters and blanks, resolves dots.
    case typedURLs = "URLs that need escaping"
    /// Reads a name and a password in a URL as credentials.
    case credentialsInURL = "credentials in a URL"
    /// Sends credentials before it is asked for them.
    case credentials = "credentials that are sent without being asked for"
    /// Adds parameters to a URL.
    case parameters = "parameters apart from the URL"
    /// Has fields for all requests of a client.
    case clientHeaders = "fields for every request of a client"
    /// Has cookies for one request alone.
    case requestCookies = "cookies for one request"
    /// Makes bodies of text, JSON and form fields.
    case encodedBodies = "bodies made of text, JSON or forms"
    /// Sends chunks whose length is not told.
    case chunkedBodies = "bodies of unknown length"
    /// Knows of bodies that can be read only once.
    case oneShotBodies = "bodies that can be read only once"
    /// Sends chunks a second time when it must.
    case replayedChunks = "chunks that can be sent again"
    /// Sends a body while it comes to be, and reads the response meanwhile.
    case streamedUpload = "bodies that are sent while they come to be"
    /// Ends a request when the calling task is cancelled.
    case cancellation = "requests that end when their task is cancelled"
    /// Ends what is under way when it is closed.
    case closing = "requests that end when their client is closed"

    // MARK: What a client may be told

    /// Follows redirects, or does not, as its choices say.
    case redirects = "a choice whether redirects are followed"
    /// The same for a single request.
    case requestRedirects = "that choice for one request"
    /// Bounds redirects.
    case redirectLimit = "a limit on redirects"
    /// Keeps cookies and sends them back.
    case cookieJar = "a cookie jar"
    /// Bounds the bytes of a collected body.
    case bodyLimit = "a limit on the size of a body"
    /// Bounds its connections.
    case poolLimits = "limits on connections"
    /// Bounds the number and the age of connections that nobody uses.
    case idleLimits = "limits on idle connections"
    /// Bounds how long connecting takes.
    case connectTimeout = "a limit on the time to connect"
    /// Bounds the silence of the peer.
    case readTimeout = "a limit on silence"
    /// Bounds how long the peer takes nothing.
    case writeTimeout = "a limit on standstill while sending"
    /// Bounds the wait for a connection.
    case poolTimeout = "a limit on the wait for a connection"
    /// Bounds all of a request.
    case totalTimeout = "a limit on all of a request"
    /// Has time limits for one request.
    case requestTimeouts = "time limits for one request"
    /// Goes through HTTP proxies.
    case proxies = "HTTP proxies"
    /// Lets HTTP proxies forward plain requests, instead of asking for a tunnel.
    case forwarding = "HTTP proxies that forward plain requests"
    /// Logs in to HTTP proxies.
    case proxyCredentials = "credentials for HTTP proxies"
    /// Goes through SOCKS 5 proxies.
    case socks = "SOCKS proxies"
    /// Logs in to SOCKS 5 proxies.
    case socksCredentials = "credentials for SOCKS proxies"
    /// Trusts authorities from a file.
    case trustFile = "authorities from a file"
    /// Speaks HTTP/2.
    case http2 = "HTTP/2"
    /// Carries its requests over a transport of Duet's that it is given.
    case transports = "a transport that can be exchanged"

    // MARK: What a response shows

    /// Gives the response as soon as its head is there, and its body in pieces.
    case streaming = "bodies that are read while they come"
    /// Undoes brotli.
    case brotli
    /// Undoes zstd.
    case zstd
    /// Gives the fields behind a body.
    case trailers = "the fields behind a body"
    /// Gives the reason phrase.
    case reason = "the reason phrase"
    /// Gives the version of HTTP.
    case version = "the version of HTTP"
    /// Sends and gives each line of a field.
    case headerLines = "each line of a field"
    /// Gives the URL that the response came from.
    case finalURL = "the final URL"
    /// Gives the responses that led to the last.
    case history = "the redirects that led to a response"
    /// Reads a body as text in its charset.
    case text = "text in the charset of a response"
    /// Tells failures apart; of other clients it is only asked that they fail.
    case failureKinds = "failures that can be told apart"

    // MARK: Matters of taste

    /// Decides as Duet does where HTTP leaves a choice.
    case houseRules = "a choice of Duet's, which no rule of HTTP demands"
}

extension Set<Ability> {
    /// All abilities.
    public static let all = Set(Ability.allCases)
}
