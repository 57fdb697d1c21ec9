public import HTTPValues

/// One request from the user's call to the response that the user gets: cookies, authentication, redirects, retries
/// and the deadline, without any I/O.
///
/// A driver waits for the ``delay``, sends the ``attempt()``, and tells what came back; it gets either the word that
/// this is the response, or asks for the next attempt. The blocking and the asynchronous drivers differ in how they wait,
/// and in nothing else.
///
/// An object, and for one driver: what a task holds while it waits is memory for as long as the request takes.
public final class Call {
    /// What to send.
    public struct Attempt: Sendable {
        /// The request.
        public var wire: WireRequest
        /// Where its body comes from, when that is a sequence.
        var chunks: BodyChunks?
    }

    /// What a response was, other than the last.
    private enum Continuation: Sendable {
        case redirect(Redirect)
        case challenge(RequestHead)
        case retry(after: Duration)
    }

    // What does not change on the way
    private let session: FetchSession
    private let cookies: [(name: String, value: String)]
    private let followsRedirects: Bool
    private let maximumRedirects: Int
    private let timeouts: Timeouts
    private let proxy: ProxyTarget?
    private let target: String?
    private let isStreamed: Bool

    /// How long to wait before the next attempt.
    public private(set) var delay = Duration.zero
    private let deadline: MonotonicTime?
    /// When the user called.
    let began = MonotonicTime.now
    /// The request as it stands, without the fields that are made anew for each sending.
    public private(set) var request: RequestHead
    /// The responses before the last, oldest first.
    public private(set) var history: [FetchedResponse] = []
    private var body: EncodedBody
    private var credentials: Credentials?
    private var sendsRequestCookies = true
    private var hasAnsweredChallenge = false
    private var redirects = 0
    private var attempts = 0
    private var isBodyUsed = false
    private var continuation: Continuation?

    init(
        _ head: RequestHead, body: EncodedBody, credentials: Credentials?,
        for request: borrowing FetchRequest, in session: FetchSession, isStreamed: Bool
    ) {
        self.request = head
        self.body = body
        self.credentials = credentials
        self.session = session
        self.isStreamed = isStreamed
        cookies = request.cookies
        followsRedirects = request.followsRedirects ?? session.options.policy.redirects.isFollowed
        maximumRedirects = request.maximumRedirects ?? session.options.policy.redirects.maximum
        timeouts = request.timeouts ?? session.options.policy.timeouts
        proxy = request.proxy
        target = request.target
        deadline = timeouts.total.map { [began] in began.advanced(by: $0) }
    }

    private var jar: CookieJar { session.options.jar }

    // MARK: Sending

    /// What to send next.
    ///
    /// - Throws: ``FetchError`` for what may not be sent, or not again.
    public func attempt() throws(FetchError) -> Attempt {
        if isBodyUsed, !body.isReplayable {
            throw FetchError(
                .bodyNotReplayable, "The body was read once and cannot be sent again", url: request.url.description)
        }
        isBodyUsed = !body.isNone
        attempts += 1
        let headers = composedHeaders()
        try checkLength(headers)
        do {
            try session.validate(headers)
        } catch {
            throw FetchError(.invalidRequest, error.description, url: request.url.description)
        }
        let wire = WireRequest(
            method: request.method, url: request.url.forTransport, target: target, headers: headers,
            body: wireBody(headers), timeouts: timeouts, deadline: deadline,
            proxy: proxy ?? session.options.proxies.proxy(for: request.url), isStreamed: isStreamed)
        return Attempt(wire: wire, chunks: body.chunks)
    }

    /// A length that is not that of the body would make the rest of it the next request (RFC 9112 section 11.2).
    private func checkLength(_ headers: Headers) throws(FetchError) {
        guard let length = body.length, headers.number("Content-Length") != length else { return }
        for stated in headers.all("Content-Length") {
            guard Int(stated) == length else {
                let stated = stated.debugDescription
                throw FetchError(
                    .invalidRequest, "The body has \(length) bytes, but its length was given as \(stated)",
                    url: request.url.description)
            }
        }
    }

    private func composedHeaders() -> Headers {
        var headers = Headers()
        for group in session.options.policy.headerOrder {
            switch group {
            case .emptyLength: addEmptyLength(to: &headers)
            case .fields: headers.add(contentsOf: request.headers)
            case .cookie: addCookies(to: &headers)
            case .authorization: authorize(&headers)
            case .body: addBodyFields(to: &headers)
            }
        }
        return headers
    }

    private func authorize(_ headers: inout Headers) {
        guard let credentials else { return }
        var head = RequestHead(method: request.method, url: request.url, headers: headers)
        credentials.value.authorize(&head)
        headers = head.headers
    }

    private func addEmptyLength(to headers: inout Headers) {
        guard body.isNone, session.options.policy.body.emptyLength.contains(request.method),
            !request.headers.contains("Content-Length"), !request.headers.contains("Transfer-Encoding")
        else { return }
        headers.add("Content-Length", "0")
    }

    private func addCookies(to headers: inout Headers) {
        if cookies.isEmpty, jar.holdsNothing { return }
        let given = sendsRequestCookies ? cookies : []
        let own = request.headers["Cookie"]
        guard own == nil || session.options.policy.cookies.mergesCookieField else { return }
        guard let others = jar.header(for: request.url.cookieContext, adding: given) else { return }
        guard let own else {
            headers.add("Cookie", others)
            return
        }
        headers.remove("Cookie")
        let all = jar.header(for: request.url.cookieContext, adding: given + CookiePair.all(in: own))
        headers.add("Cookie", all ?? others)
    }

    private func addBodyFields(to headers: inout Headers) {
        guard !body.isNone else { return }
        let isFramed = request.headers.contains("Content-Length") || request.headers.contains("Transfer-Encoding")
        if !isFramed, let length = body.length { headers.add("Content-Length", String(length)) }
        if let type = body.contentType, !request.headers.contains("Content-Type") {
            headers.add("Content-Type", type)
        }
        if !isFramed, body.length == nil { headers.add("Transfer-Encoding", "chunked") }
    }

    /// A length that the user states for a sequence is believed, and checked while it is sent.
    private func wireBody(_ headers: Headers) -> WireBody {
        guard case .upload(length: nil) = body.wire, !headers.contains("Transfer-Encoding"),
            let stated = headers.first("Content-Length").flatMap(Int.init)
        else { return body.wire }
        return .upload(length: stated)
    }

    // MARK: Receiving

    /// Looks at the head of a response: true when this is the one for the user; false when ``proceed(after:)`` is to
    /// be called with all of it.
    public func isFinal(_ head: ResponseHead) throws(FetchError) -> Bool {
        try checkFraming(head)
        let setCookies = head.headers.all("Set-Cookie")
        if !setCookies.isEmpty { jar.store(setCookie: setCookies, from: request.url.cookieContext) }
        continuation = try continuation(after: head)
        return continuation == nil
    }

    /// What is not framed as everybody reads it can be read as two responses by somebody (RFC 9112 section 11.1).
    private func checkFraming(_ head: ResponseHead) throws(FetchError) {
        guard let coding = head.headers["Transfer-Encoding"] else { return }
        guard ["chunked", "identity"].contains(where: coding.equalsIgnoringASCIICase) else {
            throw FetchError(
                .protocolViolation, "The server broke HTTP: it used the transfer coding \(coding.debugDescription)",
                url: request.url.description)
        }
        if !session.options.policy.acceptsLengthWithChunks, head.headers.contains("Content-Length") {
            throw FetchError(
                .protocolViolation, "The server broke HTTP: it sent both Content-Length and Transfer-Encoding",
                url: request.url.description)
        }
    }

    private func continuation(after head: ResponseHead) throws(FetchError) -> Continuation? {
        if let credentials, !hasAnsweredChallenge {
            var answered = request
            if credentials.value.answer(head, &answered) {
                hasAnsweredChallenge = true
                return .challenge(answered)
            }
        }
        if followsRedirects, RedirectPolicy.isRedirect(head) {
            guard redirects < maximumRedirects else {
                throw FetchError(
                    .tooManyRedirects, "Exceeded maximum allowed redirects (\(maximumRedirects)).",
                    url: request.url.description)
            }
            do {
                return .redirect(try session.options.policy.redirects.next(after: request, head))
            } catch {
                throw error.about(request.url.description)
            }
        }
        let wait = session.options.retry.wait(after: head, attempt: attempts, method: request.method)
        guard let wait, body.isReplayable else { return nil }
        return .retry(after: wait)
    }

    /// Goes on to the next attempt after a response that was not for the user.
    public func proceed(after response: CollectedResponse) {
        let continuation = continuation
        self.continuation = nil
        delay = .zero
        switch continuation {
        case .redirect(let redirect):
            remember(response)
            take(redirect)
        case .challenge(let answered):
            remember(response)
            request = answered
        case .retry(let wait):
            delay = wait
        case nil:
            break
        }
    }

    /// Goes on to the next attempt after a failure.
    ///
    /// - Throws: `error`, when it is not to be tried again.
    public func proceed(after error: FetchError) throws(FetchError) {
        let wait = session.options.retry.wait(after: error, attempt: attempts, method: request.method)
        guard let wait, body.isReplayable else { throw error.about(request.url.description) }
        delay = wait
    }

    private func take(_ redirect: Redirect) {
        redirects += 1
        attempts = 0
        let ofLocation = redirect.head.url.credentials
        request = redirect.head
        if !session.options.policy.showsUserInfo { request.url = request.url.withoutUserInfo() }
        if !redirect.keepsBody {
            if !session.options.policy.redirects.dropsContentType, let type = body.contentType {
                request.headers.addMissing(from: ["Content-Type": type])
            }
            body = .none
        }
        if redirect.isCrossOrigin {
            sendsRequestCookies = false
            credentials = nil
            hasAnsweredChallenge = false
        }
        if session.options.policy.redirects.usesLocationUserInfo, let ofLocation { credentials = ofLocation }
    }

    private func remember(_ response: CollectedResponse) {
        history.append(
            FetchedResponse(
                response, decoded: nil, url: request.url, request: request, history: history, began: began))
    }
}

extension FetchURL {
    /// Without what must not or need not leave this process.
    fileprivate var forTransport: FetchURL {
        var url = self
        if url.username != nil || url.password != nil { url = url.withoutUserInfo() }
        return url.encodedFragment == nil ? url : url.withoutFragment()
    }

    /// What cookie rules need to know.
    var cookieContext: CookieContext {
        CookieContext(host: bareHost, path: encodedPath, isSecure: isSecure)
    }

    /// The credentials in the URL, if there are any.
    var credentials: Credentials? {
        guard username != nil || password != nil else { return nil }
        return Credentials(BasicAuthentication(username: username ?? "", password: password ?? ""))
    }
}
