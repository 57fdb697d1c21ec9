import CurlTransport
public import Fetch
public import HTTPValues

/// Options for a ``Client`` or ``AsyncClient``. The defaults are those of httpx.
public struct ClientOptions: Sendable {
    /// The base URL that relative URLs are appended to. Empty means none.
    public var baseURL: String
    /// Query parameters added to every request.
    public var params: QueryParameters?
    /// Headers sent with every request. They override default headers of the same name.
    public var headers: Headers
    /// Cookies sent with every request.
    public var cookies: [(name: String, value: String)]
    /// The cookie jar, which clients may share. If nil, the client gets a new one.
    public var cookieJar: CookieJar?
    /// Credentials sent with every request.
    public var auth: AuthenticationChoice
    /// How server certificates are verified.
    public var verify: TLSOptions.Verification
    /// The client certificate for servers that request one.
    public var cert: TLSOptions.ClientCertificate?
    /// The HTTP versions to use.
    public var versions: HTTPVersions
    /// A proxy for every request, such as `http://user:password@host:3128` or `socks5://host`.
    public var proxy: String?
    /// Whether to take proxies and certificate authorities from the environment.
    public var trustEnv: Bool
    /// The timeouts.
    public var timeout: Timeout
    /// Whether to follow redirects.
    public var followRedirects: Bool
    /// The maximum number of redirects per request.
    public var maxRedirects: Int
    /// The connection pool limits.
    public var limits: PoolLimits
    /// The retry policy. The default is never to retry, as in httpx.
    public var retry: RetryPolicy
    /// The maximum size of a body that is read as a whole, in bytes. It applies to the body as received and as decoded.
    public var maxBodySize: Int
    /// The path of a Unix domain socket to connect to.
    public var unixSocketPath: String?
    /// A custom transport, such as a mock. If nil, libcurl is used.
    public var transport: (any Transport)?

    /// Creates options. Omitted arguments take httpx's defaults.
    public init(
        baseURL: String = "", params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], cookieJar: CookieJar? = nil,
        auth: AuthenticationChoice = .none,
        verify: TLSOptions.Verification = .system, cert: TLSOptions.ClientCertificate? = nil,
        versions: HTTPVersions = .http1, proxy: String? = nil, trustEnv: Bool = true,
        timeout: some TimeoutConvertible = Timeout?.none, followRedirects: Bool = false,
        maxRedirects: Int = FetchPolicy.httpx.maxRedirects, limits: PoolLimits = FetchPolicy.httpx.limits,
        retry: RetryPolicy = .never, maxBodySize: Int = 1 << 30, unixSocketPath: String? = nil,
        transport: (any Transport)? = nil
    ) {
        self.baseURL = baseURL
        self.params = params
        self.headers = headers
        self.cookies = cookies.makeCookies()
        self.cookieJar = cookieJar
        self.auth = auth
        self.verify = verify
        self.cert = cert
        self.versions = versions
        self.proxy = proxy
        self.trustEnv = trustEnv
        self.timeout = timeout.makeTimeout() ?? Timeout(FetchPolicy.httpx.timeout)
        self.followRedirects = followRedirects
        self.maxRedirects = maxRedirects
        self.limits = limits
        self.retry = retry
        self.maxBodySize = maxBodySize
        self.unixSocketPath = unixSocketPath
        self.transport = transport
    }
}

extension ClientOptions {
    /// Creates a session with these options.
    func makeSession() throws -> FetchSession {
        try RequestError.rethrowing { () throws(FetchError) in
            let options = try sessionOptions()
            guard let transport else { return FetchSession(options, transport: try CurlTransport(curlOptions)) }
            return FetchSession(options, transport: transport)
        }
    }

    private func sessionOptions() throws(FetchError) -> FetchSession.Options {
        var policy = FetchPolicy.httpx
        policy.redirects.isFollowed = followRedirects
        policy.redirects.maximum = maxRedirects
        policy.timeout = timeout.limits
        var options = FetchSession.Options(policy: policy)
        options.proxies = trustEnv && transport == nil ? .environment(.current()) : .direct
        options.parameters = params
        options.headers = headers
        options.retry = retry
        options.maximumBodySize = maxBodySize
        if case .use(let authentication) = auth { options.authentication = authentication }
        if let cookieJar { options.jar = cookieJar }
        for (name, value) in cookies { options.jar.set(name: name, value: value) }
        if let proxy { options.proxies = .always(try ProxyTarget(proxy)) }
        if !baseURL.isEmpty {
            do {
                options.baseURL = try FetchURL(baseURL, dialect: policy.dialect)
            } catch {
                throw FetchError(.invalidURL, error.description)
            }
        }
        return options
    }

    private var curlOptions: CurlOptions {
        CurlOptions(
            limits: limits, tls: TLSOptions(verification: verify, clientCertificate: cert), versions: versions,
            unixSocketPath: unixSocketPath, authoritiesPath: trustEnv ? CertificateEnvironment.authoritiesPath : nil)
    }
}
