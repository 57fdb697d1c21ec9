import CurlTransport
public import Fetch
public import HTTPValues

/// The settings of a ``Client`` or an ``AsyncClient``, with the defaults of httpx.
public struct ClientOptions: Sendable {
    /// The URL that relative URLs are appended to; empty for none.
    public var baseURL: String
    /// Query parameters for every request.
    public var params: QueryParameters?
    /// Headers for every request; each replaces the default header of its name.
    public var headers: Headers
    /// Cookies for every request.
    public var cookies: [(name: String, value: String)]
    /// The cookie jar, which may be shared between clients; nil for a new one.
    public var cookieJar: CookieJar?
    /// Credentials for every request.
    public var auth: AuthenticationChoice
    /// How servers' certificates are checked.
    public var verify: TLSOptions.Verification
    /// The client certificate for servers that ask for one.
    public var cert: TLSOptions.ClientCertificate?
    /// The versions of HTTP to speak.
    public var versions: HTTPVersions
    /// A proxy for every request, such as `http://user:password@host:3128` or `socks5://host`.
    public var proxy: String?
    /// Whether proxies and certificate authorities are taken from the environment.
    public var trustEnv: Bool
    /// Time limits.
    public var timeout: Timeout
    /// Whether redirects are followed.
    public var followRedirects: Bool
    /// The most redirects.
    public var maxRedirects: Int
    /// Limits on connections.
    public var limits: PoolLimits
    /// When a failed request is sent again. httpx has no retries, so the default is never.
    public var retry: RetryPolicy
    /// The largest body that is collected, in bytes, both as received and as decoded.
    public var maxBodySize: Int
    /// A Unix domain socket to connect to.
    public var unixSocketPath: String?
    /// The transport, such as a mock; nil for libcurl.
    public var transport: (any Transport)?

    /// Creates options; without arguments they are the defaults of httpx.
    public init(
        baseURL: String = "", params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], cookieJar: CookieJar? = nil,
        auth: AuthenticationChoice = .none,
        verify: TLSOptions.Verification = .system, cert: TLSOptions.ClientCertificate? = nil,
        versions: HTTPVersions = .http1, proxy: String? = nil, trustEnv: Bool = true,
        timeout: some TimeoutConvertible = Timeout?.none, followRedirects: Bool = false,
        maxRedirects: Int = FetchPolicy.httpx.maximumRedirects, limits: PoolLimits = FetchPolicy.httpx.limits,
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
        self.timeout = timeout.makeTimeout() ?? Timeout(FetchPolicy.httpx.timeouts)
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
    /// Creates the session that these options describe.
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
        policy.timeouts = timeout.limits
        var options = FetchSession.Options(policy: policy)
        options.proxies = trustEnv && transport == nil ? .environment(.current()) : .direct
        options.parameters = params
        options.headers = headers
        options.retry = retry
        options.maximumBodySize = maxBodySize
        if case .use(let authentication) = auth { options.authentication = authentication }
        if let cookieJar { options.jar = cookieJar }
        for (name, value) in cookies { options.jar.set(name, value) }
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
