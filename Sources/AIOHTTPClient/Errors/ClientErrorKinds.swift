// Not an enumeration: a kind can be added without breaking a `switch` in a user's code.
extension ClientError.Kind {
    /// A status of 400 or above, from `raiseForStatus()`; or, with status 400, a response that violates HTTP.
    public static let response = Self(rawValue: "ClientResponseError")
    /// aiohttp's `ContentTypeError`.
    public static let contentType = Self(rawValue: "ContentTypeError")
    /// aiohttp's `ClientHttpProxyError`.
    public static let httpProxy = Self(rawValue: "ClientHttpProxyError")
    /// aiohttp's `TooManyRedirects`.
    public static let tooManyRedirects = Self(rawValue: "TooManyRedirects")
    /// aiohttp's `ClientConnectorError`.
    public static let connector = Self(rawValue: "ClientConnectorError")
    /// aiohttp's `ClientConnectorDNSError`.
    public static let connectorDNS = Self(rawValue: "ClientConnectorDNSError")
    /// aiohttp's `ClientConnectorSSLError`.
    public static let connectorSSL = Self(rawValue: "ClientConnectorSSLError")
    /// aiohttp's `ClientConnectorCertificateError`.
    public static let connectorCertificate = Self(rawValue: "ClientConnectorCertificateError")
    /// aiohttp's `ClientProxyConnectionError`.
    public static let proxyConnection = Self(rawValue: "ClientProxyConnectionError")
    /// aiohttp's `ClientOSError`.
    public static let os = Self(rawValue: "ClientOSError")
    /// aiohttp's `ServerDisconnectedError`.
    public static let serverDisconnected = Self(rawValue: "ServerDisconnectedError")
    /// aiohttp's `ClientConnectionError`.
    public static let connection = Self(rawValue: "ClientConnectionError")
    /// aiohttp's `ConnectionTimeoutError`.
    public static let connectionTimeout = Self(rawValue: "ConnectionTimeoutError")
    /// aiohttp's `SocketTimeoutError`.
    public static let socketTimeout = Self(rawValue: "SocketTimeoutError")
    /// The total timeout expired. aiohttp raises Python's `TimeoutError`, which is also the base of its other timeouts.
    public static let timeout = Self(rawValue: "TimeoutError")
    /// aiohttp's `ClientPayloadError`.
    public static let payload = Self(rawValue: "ClientPayloadError")
    /// The body is larger than the session allows. aiohttp has no such limit.
    public static let bodyTooLarge = Self(rawValue: "BodyTooLarge")
    /// aiohttp's `InvalidUrlClientError`.
    public static let invalidURL = Self(rawValue: "InvalidUrlClientError")
    /// aiohttp's `InvalidUrlRedirectClientError`.
    public static let invalidRedirectURL = Self(rawValue: "InvalidUrlRedirectClientError")
    /// aiohttp's `NonHttpUrlClientError`.
    public static let nonHTTPURL = Self(rawValue: "NonHttpUrlClientError")
    /// aiohttp's `NonHttpUrlRedirectClientError`.
    public static let nonHTTPRedirectURL = Self(rawValue: "NonHttpUrlRedirectClientError")
    /// aiohttp's `ValueError`.
    public static let value = Self(rawValue: "ValueError")
    /// aiohttp's `RuntimeError`.
    public static let runtime = Self(rawValue: "RuntimeError")
}

/// The kinds as patterns: `catch ClientError.socketTimeout { … }`.
extension ClientError {
    /// Matches errors of kind ``Kind/response``.
    public static var response: Kind { .response }
    /// Matches errors of kind ``Kind/contentType``.
    public static var contentType: Kind { .contentType }
    /// Matches errors of kind ``Kind/httpProxy``.
    public static var httpProxy: Kind { .httpProxy }
    /// Matches errors of kind ``Kind/tooManyRedirects``.
    public static var tooManyRedirects: Kind { .tooManyRedirects }
    /// Matches errors of kind ``Kind/connector``.
    public static var connector: Kind { .connector }
    /// Matches errors of kind ``Kind/connectorDNS``.
    public static var connectorDNS: Kind { .connectorDNS }
    /// Matches errors of kind ``Kind/connectorSSL``.
    public static var connectorSSL: Kind { .connectorSSL }
    /// Matches errors of kind ``Kind/connectorCertificate``.
    public static var connectorCertificate: Kind { .connectorCertificate }
    /// Matches errors of kind ``Kind/proxyConnection``.
    public static var proxyConnection: Kind { .proxyConnection }
    /// Matches errors of kind ``Kind/os``.
    public static var os: Kind { .os }
    /// Matches errors of kind ``Kind/serverDisconnected``.
    public static var serverDisconnected: Kind { .serverDisconnected }
    /// Matches errors of kind ``Kind/connection``.
    public static var connection: Kind { .connection }
    /// Matches errors of kind ``Kind/connectionTimeout``.
    public static var connectionTimeout: Kind { .connectionTimeout }
    /// Matches errors of kind ``Kind/socketTimeout``.
    public static var socketTimeout: Kind { .socketTimeout }
    /// Matches every timeout, like `except TimeoutError`.
    public static var timeout: Kind { .timeout }
    /// Matches errors of kind ``Kind/payload``.
    public static var payload: Kind { .payload }
    /// Matches errors of kind ``Kind/bodyTooLarge``.
    public static var bodyTooLarge: Kind { .bodyTooLarge }
    /// Matches errors of kind ``Kind/invalidURL``.
    public static var invalidURL: Kind { .invalidURL }
    /// Matches errors of kind ``Kind/invalidRedirectURL``.
    public static var invalidRedirectURL: Kind { .invalidRedirectURL }
    /// Matches errors of kind ``Kind/nonHTTPURL``.
    public static var nonHTTPURL: Kind { .nonHTTPURL }
    /// Matches errors of kind ``Kind/nonHTTPRedirectURL``.
    public static var nonHTTPRedirectURL: Kind { .nonHTTPRedirectURL }
    /// Matches errors of kind ``Kind/value``.
    public static var value: Kind { .value }
    /// Matches errors of kind ``Kind/runtime``.
    public static var runtime: Kind { .runtime }
}

/// Whether an error is a ``ClientError`` of this kind, or any timeout for ``ClientError/Kind/timeout``.
public func ~= (kind: ClientError.Kind, error: any Error) -> Bool {
    guard let error = error as? ClientError else { return false }
    return error.kind == kind || (kind == .timeout && error.isTimeout)
}
