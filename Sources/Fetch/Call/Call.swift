package import HTTPValues

/// A call: one request of a user with all its hops, from the arguments to the response, without any I/O.
///
/// A driver performs the steps that ``next(_:)`` returns and reports the results. The blocking and the asynchronous
/// driver differ only in how they wait.
///
/// A class, used by a single driver, because a waiting task should hold as little memory as possible.
package final class Call {
    /// The sender of the request of an exchange.
    enum Sender {
        case user
        indirect case authentication(AuthenticationRequest)
    }

    /// The next step after a response that is not for the user.
    enum Continuation {
        case redirect(Redirect)
        case challenge
        case retry(at: MonotonicTime)
    }

    /// The driver's current step.
    private enum Phase {
        case idle
        case preparing(Sender)
        case sending(Sender)
        indirect case showing(Sender, ResponseHead)
        indirect case draining(Continuation)
        case reading(Sender)
        case waiting
        case over
    }

    // Constant during the call
    let context: CallContext
    let settings: CallSettings
    /// When the call started.
    let began: MonotonicTime
    let deadline: MonotonicTime?

    // Mutable state. Unchecked exclusivity is safe: a single driver reports one event at a time, and no user code runs
    // while one of these is being changed.
    @exclusivity(unchecked) private var phase = Phase.idle
    /// The current request, without the headers that are computed for each attempt.
    @exclusivity(unchecked) package private(set) var request: RequestHead
    /// The responses before the final one, oldest first.
    @exclusivity(unchecked) package private(set) var history: [FetchedResponse] = []
    @exclusivity(unchecked) private(set) var body: EncodedBody
    @exclusivity(unchecked) private(set) var sendsRequestCookies = true
    @exclusivity(unchecked) private var authorization: AuthorizationState?
    @exclusivity(unchecked) private var redirects = 0
    @exclusivity(unchecked) private var retries = 0
    @exclusivity(unchecked) private var isBodyUsed = false

    init(
        _ request: borrowing FetchRequest, _ head: RequestHead, body: EncodedBody, credentials: Credentials?,
        isStreamed: Bool, context: CallContext
    ) {
        self.request = head
        self.body = body
        settings = CallSettings(request, in: context, isStreamed: isStreamed)
        self.context = context
        authorization = credentials.map(AuthorizationState.init)
        let began = MonotonicTime.now
        self.began = began
        deadline = settings.timeout.total.map { began.advanced(by: $0) }
    }

    /// Returns the next step after `event`. An unexpected event ends the call with an error.
    package func next(_ event: Event) -> Step {
        do {
            return try advance(event)
        } catch {
            let url = urlInUse
            phase = .over
            return .fail(error.about(url.description))
        }
    }

    /// The URL of the current request: the user's or that of an authentication request.
    private var urlInUse: FetchURL {
        switch phase {
        case .preparing(.authentication(let own)), .sending(.authentication(let own)),
            .showing(.authentication(let own), _), .reading(.authentication(let own)):
            own.head.url
        default: request.url
        }
    }

    private func advance(_ event: Event) throws(FetchError) -> Step {
        // Switching over both the phase and the event would copy them.
        switch phase {
        case .idle: if case .begin = event { return try sendNext() }
        case .preparing(let sender): if case .prepared(let head) = event { return try send(head, from: sender) }
        case .sending(let sender): if case .responded(let result) = event { return try receive(result, by: sender) }
        case .showing(let sender, let head): if case .shown = event { return try decide(on: head, for: sender) }
        case .draining(let continuation):
            if case .drained(let response) = event { return try proceed(to: continuation, after: response) }
        case .reading(let sender): if case .read(let result) = event { return try review(result.get(), for: sender) }
        case .waiting: if case .waited = event { return try sendNext() }
        case .over: break
        }
        if case .failed(let error) = event { throw error }
        throw FetchError(.closed, "The call has ended")
    }

    // MARK: Sending

    private func sendNext() throws(FetchError) -> Step {
        if isBodyUsed, !body.isReplayable {
            throw FetchError(.bodyNotReplayable, "The body was read once and cannot be sent again")
        }
        var headers = Headers()
        if let own = try compose(&headers) { return try prepare(framed(own), from: .authentication(own)) }
        return try prepare(RequestHead(method: request.method, url: request.url, headers: headers), from: .user)
    }

    private func prepare(_ head: RequestHead, from sender: Sender) throws(FetchError) -> Step {
        guard let hooks = context.hooks else { return try send(head, from: sender) }
        phase = .preparing(sender)
        return .prepare(head, hooks)
    }

    private func send(_ head: RequestHead, from sender: Sender) throws(FetchError) -> Step {
        guard head.method.rawValue.isToken else { throw FetchError.notAToken(head.method) }
        do {
            try context.validate(head.headers)
        } catch {
            throw FetchError(.invalidRequest, error.description)
        }
        switch sender {
        case .user:
            try checkLength(head.headers)
            request.method = head.method
            request.url = head.url
            isBodyUsed = !body.isNone
            phase = .sending(.user)
            return .send(attempt(head, wireBody(head.headers), target: settings.target, chunks: body.chunks))
        case .authentication(let own):
            phase = .sending(.authentication(AuthenticationRequest(head, body: own.body)))
            return .send(attempt(head, own.body.isEmpty ? .none : .bytes(own.body)))
        }
    }

    private func attempt(
        _ head: RequestHead, _ body: WireBody, target: String? = nil, chunks: BodyChunks? = nil
    ) -> Attempt {
        let wire = WireRequest(
            method: head.method, url: head.url.forTransport, target: target, headers: head.headers, body: body,
            timeout: settings.timeout, deadline: deadline,
            proxy: settings.proxy ?? context.proxies.proxy(for: head.url), isStreamed: settings.isStreamed)
        return Attempt(wire: wire, chunks: chunks, transport: context.transports.transport(for: head.url))
    }

    // MARK: Receiving

    private func receive(_ result: Result<ResponseHead, FetchError>, by sender: Sender) throws(FetchError) -> Step {
        switch (result, sender) {
        case (.success(let head), _): return try receive(head, by: sender)
        case (.failure(let error), .user): return try retry(after: error)
        case (.failure(let error), .authentication): throw error
        }
    }

    private func receive(_ head: ResponseHead, by sender: Sender) throws(FetchError) -> Step {
        try checkFraming(head)
        if case .user = sender {
            let setCookies = head.headers.all("Set-Cookie")
            if !setCookies.isEmpty { context.jar.store(setCookie: setCookies, from: request.url.cookieContext) }
        }
        guard let hooks = context.hooks else { return try decide(on: head, for: sender) }
        phase = .showing(sender, head)
        if case .authentication(let own) = sender { return .show(head, own.head, hooks) }
        return .show(head, request, hooks)
    }

    private func decide(on head: ResponseHead, for sender: Sender) throws(FetchError) -> Step {
        if case .authentication = sender { return read(for: sender) }
        if authorization?.needsResponseBody == true { return read(for: sender) }
        guard let continuation = try continuation(after: head, body: nil) else { return deliver(.unread) }
        phase = .draining(continuation)
        return .drain(head)
    }

    private func read(for sender: Sender) -> Step {
        phase = .reading(sender)
        return .read(limit: context.maximumBodySize)
    }

    private func review(_ response: CollectedResponse, for sender: Sender) throws(FetchError) -> Step {
        if case .authentication = sender {
            try authorization?.receive(response.decoded(limit: context.maximumBodySize))
            return try sendNext()
        }
        let decoded = try response.decodedBody(limit: context.maximumBodySize)
        guard let continuation = try continuation(after: response.head, body: decoded) else {
            return deliver(.read(response))
        }
        return try proceed(to: continuation, after: response)
    }

    private func deliver(_ delivery: Delivery) -> Step {
        phase = .over
        return .deliver(delivery)
    }

    // MARK: Redirects, challenges and retries

    private func continuation(after head: ResponseHead, body responseBody: Bytes?) throws(FetchError) -> Continuation? {
        if try authorization?.shouldResend(after: head, body: responseBody) == true { return .challenge }
        if settings.followRedirects, RedirectPolicy.isRedirect(head) {
            guard redirects < settings.maxRedirects else {
                throw FetchError(
                    .tooManyRedirects, "Exceeded maximum allowed redirects (\(settings.maxRedirects)).")
            }
            return .redirect(try context.policy.redirects.next(after: request, head))
        }
        guard retries + 1 < context.retry.attempts,
            let wait = context.retry.wait(after: head, attempt: retries + 1, method: request.method),
            body.isReplayable, let time = retryTime(after: wait)
        else { return nil }
        return .retry(at: time)
    }

    private func proceed(to continuation: Continuation, after response: CollectedResponse) throws(FetchError) -> Step {
        switch continuation {
        case .redirect(let redirect):
            remember(response)
            take(redirect)
        case .challenge:
            remember(response)
        case .retry(let time):
            return wait(until: time)
        }
        return try sendNext()
    }

    private func retry(after error: FetchError) throws(FetchError) -> Step {
        let wait = context.retry.wait(after: error, attempt: retries + 1, method: request.method)
        guard let wait, body.isReplayable, let time = retryTime(after: wait) else { throw error }
        return self.wait(until: time)
    }

    /// The time of the retry, or nil if the deadline passes first.
    private func retryTime(after wait: Duration) -> MonotonicTime? {
        let time = MonotonicTime.now.advanced(by: wait)
        if let deadline, time >= deadline { return nil }
        return time
    }

    private func wait(until time: MonotonicTime) -> Step {
        retries += 1
        authorization?.startOver()
        phase = .waiting
        return .wait(until: time)
    }

    private func take(_ redirect: Redirect) {
        redirects += 1
        retries = 0
        authorization?.startOver()
        let credentialsOfLocation = redirect.head.url.credentials
        request = redirect.head
        if !context.policy.showsUserInfo { request.url = request.url.withoutUserInfo() }
        if !redirect.keepsBody {
            if !context.policy.redirects.dropsContentType, let type = body.contentType {
                request.headers.addMissing(from: ["Content-Type": type])
            }
            body = .none
        }
        if redirect.isCrossOrigin {
            sendsRequestCookies = false
            authorization = nil
        }
        if context.policy.redirects.usesLocationUserInfo, let credentialsOfLocation {
            authorization = AuthorizationState(credentialsOfLocation)
        }
    }

    private func remember(_ response: CollectedResponse) {
        history.append(FetchedResponse(response, decoded: nil, record))
    }

    /// The information about the call that is attached to a response.
    var record: CallRecord { CallRecord(request: request, history: history, began: began) }

    /// Adds credentials to a request with these headers. Returns a request that must be sent first, if any.
    func authorize(_ headers: inout Headers) throws(FetchError) -> AuthenticationRequest? {
        guard authorization != nil else { return nil }
        var head = RequestHead(method: request.method, url: request.url, headers: headers)
        let first = try authorization?.authorize(&head, body: body)
        headers = head.headers
        return first
    }
}
