// Not an enumeration: a kind can be added without breaking a `switch` in a user's code.
extension RequestError.Kind {
    /// httpx's `TimeoutException`, the base of all timeouts. No error has this kind, but as a pattern it matches each of
    /// them.
    public static let timeout = Self(rawValue: "TimeoutException")
    /// httpx's `ConnectTimeout`.
    public static let connectTimeout = Self(rawValue: "ConnectTimeout")
    /// httpx's `ReadTimeout`.
    public static let readTimeout = Self(rawValue: "ReadTimeout")
    /// httpx's `WriteTimeout`.
    public static let writeTimeout = Self(rawValue: "WriteTimeout")
    /// httpx's `PoolTimeout`.
    public static let poolTimeout = Self(rawValue: "PoolTimeout")
    /// The timeout for the whole request expired. httpx has no such timeout.
    public static let totalTimeout = Self(rawValue: "TotalTimeout")
    /// httpx's `ConnectError`.
    public static let connectError = Self(rawValue: "ConnectError")
    /// httpx's `ReadError`.
    public static let readError = Self(rawValue: "ReadError")
    /// httpx's `WriteError`.
    public static let writeError = Self(rawValue: "WriteError")
    /// httpx's `LocalProtocolError`.
    public static let localProtocolError = Self(rawValue: "LocalProtocolError")
    /// httpx's `RemoteProtocolError`.
    public static let remoteProtocolError = Self(rawValue: "RemoteProtocolError")
    /// httpx's `ProxyError`.
    public static let proxyError = Self(rawValue: "ProxyError")
    /// httpx's `UnsupportedProtocol`.
    public static let unsupportedProtocol = Self(rawValue: "UnsupportedProtocol")
    /// httpx's `DecodingError`.
    public static let decodingError = Self(rawValue: "DecodingError")
    /// httpx's `TooManyRedirects`.
    public static let tooManyRedirects = Self(rawValue: "TooManyRedirects")
    /// The body was larger than ``ClientOptions/maxBodySize``. httpx has no such limit.
    public static let bodyTooLarge = Self(rawValue: "BodyTooLarge")
    /// httpx's `InvalidURL`.
    public static let invalidURL = Self(rawValue: "InvalidURL")
    /// httpx's `StreamConsumed`.
    public static let streamConsumed = Self(rawValue: "StreamConsumed")
    /// httpx's `StreamClosed`.
    public static let streamClosed = Self(rawValue: "StreamClosed")
    /// The request cannot be made, for example because the client is closed or a blocking client was given an
    /// asynchronous body.
    public static let runtimeError = Self(rawValue: "RuntimeError")
}

/// The kinds as patterns: `catch RequestError.readTimeout { … }`.
extension RequestError {
    /// Matches every timeout, like `except httpx.TimeoutException`.
    public static var timeout: Kind { .timeout }
    /// Matches errors of kind ``Kind/connectTimeout``.
    public static var connectTimeout: Kind { .connectTimeout }
    /// Matches errors of kind ``Kind/readTimeout``.
    public static var readTimeout: Kind { .readTimeout }
    /// Matches errors of kind ``Kind/writeTimeout``.
    public static var writeTimeout: Kind { .writeTimeout }
    /// Matches errors of kind ``Kind/poolTimeout``.
    public static var poolTimeout: Kind { .poolTimeout }
    /// Matches errors of kind ``Kind/totalTimeout``.
    public static var totalTimeout: Kind { .totalTimeout }
    /// Matches errors of kind ``Kind/connectError``.
    public static var connectError: Kind { .connectError }
    /// Matches errors of kind ``Kind/readError``.
    public static var readError: Kind { .readError }
    /// Matches errors of kind ``Kind/writeError``.
    public static var writeError: Kind { .writeError }
    /// Matches errors of kind ``Kind/localProtocolError``.
    public static var localProtocolError: Kind { .localProtocolError }
    /// Matches errors of kind ``Kind/remoteProtocolError``.
    public static var remoteProtocolError: Kind { .remoteProtocolError }
    /// Matches errors of kind ``Kind/proxyError``.
    public static var proxyError: Kind { .proxyError }
    /// Matches errors of kind ``Kind/unsupportedProtocol``.
    public static var unsupportedProtocol: Kind { .unsupportedProtocol }
    /// Matches errors of kind ``Kind/decodingError``.
    public static var decodingError: Kind { .decodingError }
    /// Matches errors of kind ``Kind/tooManyRedirects``.
    public static var tooManyRedirects: Kind { .tooManyRedirects }
    /// Matches errors of kind ``Kind/bodyTooLarge``.
    public static var bodyTooLarge: Kind { .bodyTooLarge }
    /// Matches errors of kind ``Kind/invalidURL``.
    public static var invalidURL: Kind { .invalidURL }
    /// Matches errors of kind ``Kind/streamConsumed``.
    public static var streamConsumed: Kind { .streamConsumed }
    /// Matches errors of kind ``Kind/streamClosed``.
    public static var streamClosed: Kind { .streamClosed }
    /// Matches errors of kind ``Kind/runtimeError``.
    public static var runtimeError: Kind { .runtimeError }
}

/// Whether an error is a ``RequestError`` of this kind, or a timeout for ``RequestError/Kind/timeout``.
public func ~= (kind: RequestError.Kind, error: any Error) -> Bool {
    guard let error = error as? RequestError else { return false }
    return error.kind == kind || (kind == .timeout && error.isTimeout)
}
