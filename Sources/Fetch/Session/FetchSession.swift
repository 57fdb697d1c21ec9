package import HTTPValues

/// The core of every client: the style's policy, the user's options, a cookie jar and a transport.
///
/// `Client`, `AsyncClient` and `ClientSession` wrap it in the API of httpx and aiohttp.
package final class FetchSession: Sendable {
    /// The user's options for all requests of a client.
    package struct Options: Sendable {
        /// The policy of the style.
        package var policy: FetchPolicy
        /// The base URL for relative URLs.
        package var baseURL: FetchURL?
        /// Query parameters for every request.
        package var parameters: QueryParameters?
        /// Headers for every request, in addition to those of the style.
        package var headers: Headers = [:]
        /// Credentials sent with every request.
        package var authentication: (any Authentication)?
        /// Whether credentials are only sent to the origin of the base URL.
        package var bindsAuthenticationToBaseURL = false
        /// The cookie jar.
        package var jar: CookieJar
        /// The proxy rules.
        package var proxies: ProxyRules
        /// The retry policy.
        package var retry = RetryPolicy.never
        /// The maximum size of a collected body in bytes, both as received and decoded.
        package var maximumBodySize = 1 << 30

        /// Creates options with the style's defaults.
        package init(policy: FetchPolicy) {
            self.policy = policy
            jar = CookieJar(policy: policy.cookies)
            proxies = policy.trustsEnvironment ? .environment(.current()) : .direct
        }
    }

    /// The user's options.
    package let options: Options
    /// The transport for all URLs that no mount matches.
    package var transport: any Transport { context.transports.standard }
    /// The headers of a request without its own headers.
    package var headers: Headers { context.headers }
    private let context: CallContext
    private let credentials: Credentials?
    private let lastURL = Locked<(text: String, url: FetchURL)?>(nil)

    /// Creates a session.
    package convenience init(_ options: Options, transport: any Transport) {
        self.init(options, transports: TransportTable(transport))
    }

    /// Creates a session with several transports.
    package init(_ options: Options, transports: TransportTable, hooks: CallHooks? = nil) {
        self.options = options
        context = CallContext(
            policy: options.policy, headers: options.policy.merged(options.headers, [:]), jar: options.jar,
            proxies: options.proxies, retry: options.retry, hooks: hooks, transports: transports,
            maximumBodySize: options.maximumBodySize)
        credentials = options.authentication.map(Credentials.init)
    }

    /// Ends all calls and closes all connections.
    package func close() {
        context.transports.close()
    }

    /// Creates a call for a request according to the style's policy.
    ///
    /// - Throws: ``FetchError`` if the request is invalid.
    package func call(for request: FetchRequest, isStreamed: Bool) throws(FetchError) -> Call {
        let url = try url(of: request)
        guard request.method.rawValue.isToken else {
            throw FetchError.notAToken(request.method)
        }
        if let target = request.target { try check(target, of: url) }
        let headers = request.headers.isEmpty ? headers : options.policy.merged(options.headers, request.headers)
        if options.policy.credentials == .onlyOne { try checkCredentials(of: request, for: url, headers) }
        let body = try request.body?.encoded(options.policy.body, options.policy.dialect) ?? .none
        let head = RequestHead(
            method: request.method, url: options.policy.showsUserInfo ? url : url.withoutUserInfo(),
            headers: headers)
        return Call(
            request, head, body: body, credentials: credentials(of: request, for: url), isStreamed: isStreamed,
            context: context)
    }

    private func url(of request: FetchRequest) throws(FetchError) -> FetchURL {
        var url: FetchURL
        do {
            url = try parsed(request.url)
            if let baseURL = options.baseURL {
                url =
                    switch options.policy.baseURLRule {
                    case .append: try baseURL.appending(relative: url.text)
                    case .resolve: try baseURL.joined(url.text)
                    }
            }
            if let parameters = merged(options.parameters, request.params) {
                url = try url.with(parameters, mode: options.policy.parameterMode)
            }
        } catch {
            throw FetchError(.invalidURL, error.description)
        }
        return try checked(url)
    }

    /// Parses a URL, unless it is the same string as the last one, which many programs request again and again.
    private func parsed(_ url: any URLConvertible) throws(InvalidURL) -> FetchURL {
        guard let text = url as? String else { return try url.url(in: options.policy.dialect) }
        if let last = lastURL.withLock({ $0?.text.hasBytes(of: text) == true ? $0?.url : nil }) { return last }
        let parsed = try text.url(in: options.policy.dialect)
        lastURL.withLock { $0 = (text, parsed) }
        return parsed
    }

    /// A target with a space or line break could change the request line or inject a request (RFC 9112 section 3.2).
    private func check(_ target: String, of url: FetchURL) throws(FetchError) {
        guard target.isEmpty || target.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { return }
        throw FetchError(
            .invalidRequest, "\(target.debugDescription) cannot stand on a request line", url: "\(url)")
    }

    private func merged(_ session: QueryParameters?, _ request: QueryParameters?) -> QueryParameters? {
        guard let session else { return request }
        return request.map { session.merging($0) } ?? session
    }

    private func checked(_ url: FetchURL) throws(FetchError) -> FetchURL {
        guard !url.scheme.isEmpty, !url.encodedHost.isEmpty else {
            throw FetchError(
                .missingScheme, "Request URL is missing an 'http://' or 'https://' protocol.", url: "\(url)")
        }
        guard url.scheme == "http" || url.scheme == "https" else {
            throw FetchError(
                .unsupportedScheme, "Request URL has an unsupported protocol '\(url.scheme)://'.", url: "\(url)")
        }
        return url
    }

    private func checkCredentials(of request: FetchRequest, for url: FetchURL, _ headers: Headers) throws(FetchError) {
        let isInURL = url.username != nil || url.password != nil
        var isGiven = false
        if case .use = request.auth { isGiven = true }
        guard !(isInURL && isGiven) else {
            throw FetchError(.invalidRequest, "There are credentials both in the URL and beside it", url: "\(url)")
        }
        guard !(headers.contains("Authorization") && credentials(of: request, for: url) != nil) else {
            throw FetchError(
                .invalidRequest, "There are both credentials and a field Authorization", url: "\(url)")
        }
        guard url.username?.contains(":") != true else {
            throw FetchError(.invalidRequest, "A user name must not contain a colon", url: "\(url)")
        }
    }

    private func credentials(of request: FetchRequest, for url: FetchURL) -> Credentials? {
        switch request.auth {
        case .use(let authentication):
            return Credentials(authentication)
        case .none:
            return url.credentials
        case .inherited:
            let isBound = options.bindsAuthenticationToBaseURL && options.baseURL?.origin != url.origin
            return (isBound ? nil : credentials) ?? url.credentials
        }
    }
}

extension FetchPolicy {
    /// Merges the headers of the style, the client and a request.
    func merged(_ client: Headers, _ request: Headers) -> Headers {
        switch headerMerging {
        case .defaultsFirst:
            var headers = defaultHeaders
            headers.replace(with: client)
            headers.replace(with: request)
            return headers
        case .defaultsLast:
            var headers = client
            headers.replaceInPlace(with: request)
            headers.addMissing(from: defaultHeaders)
            return headers
        }
    }
}
