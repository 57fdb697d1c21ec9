import CurlTransport
public import HTTPValues

/// What is the same for all requests of a ``Client`` or an ``AsyncClient``. Every default is that of httpx.
public struct ClientOptions: Sendable {
    /// What relative URLs are appended to; empty for nothing.
    public var baseURL: String
    /// Parameters for every request.
    public var params: QueryParameters?
    /// Fields for every request; they replace the defaults of their names.
    public var headers: Headers
    /// Cookies for every request.
    public var cookies: KeyValuePairs<String, String>
    /// Whose credentials requests carry.
    public var auth: AuthenticationChoice
    /// How servers' certificates are checked.
    public var verify: TLSOptions.Verification
    /// A certificate to show to servers that ask for one.
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
    /// Connection limits.
    public var limits: PoolLimits
    /// When requests are sent again. httpx has no such thing: the default never does.
    public var retry: RetryPolicy
    /// The most bytes of a collected body, as received and decoded.
    public var maxBodySize: Int
    /// A Unix domain socket to connect to.
    public var unixSocketPath: String?
    /// What carries the requests instead of libcurl, such as a mock; nil for libcurl.
    public var transport: (any Transport)?

    /// Options; without arguments the defaults of httpx.
    public init(
        baseURL: String = "", params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .none,
        verify: TLSOptions.Verification = .system, cert: TLSOptions.ClientCertificate? = nil,
        versions: HTTPVersions = .http1, proxy: String? = nil, trustEnv: Bool = true,
        timeout: Timeout = Timeout(FetchPolicy.httpx.timeouts), followRedirects: Bool = false,
        maxRedirects: Int = FetchPolicy.httpx.maximumRedirects, limits: PoolLimits = FetchPolicy.httpx.limits,
        retry: RetryPolicy = .never, maxBodySize: Int = 1 << 30, unixSocketPath: String? = nil,
        transport: (any Transport)? = nil
    ) {
        self.baseURL = baseURL
        self.params = params
        self.headers = headers
        self.cookies = cookies
        self.auth = auth
        self.verify = verify
        self.cert = cert
        self.versions = versions
        self.proxy = proxy
        self.trustEnv = trustEnv
        self.timeout = timeout
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
    /// The session that these options describe.
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
