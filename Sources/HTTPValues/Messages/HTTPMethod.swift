public import HTTPTypes

/// A request method: a token, compared with regard to case (RFC 9110 section 9.1).
///
/// Literals of any text are accepted and written in capitals, as both originals write them; one that is no token
/// makes the request fail before anything is sent.
public struct HTTPMethod: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The method in capitals.
    public let rawValue: String

    /// A method of any name.
    public init(rawValue: String) {
        self.rawValue = rawValue.uppercased()
    }

    /// A method of any name.
    public init(_ name: String) {
        self.init(rawValue: name)
    }

    /// A method of any name.
    public init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    /// The method of swift-http-types.
    public init(_ method: HTTPRequest.Method) {
        self.init(rawValue: method.rawValue)
    }

    public var description: String { rawValue }

    /// GET
    public static let get: HTTPMethod = "GET"
    /// HEAD
    public static let head: HTTPMethod = "HEAD"
    /// POST
    public static let post: HTTPMethod = "POST"
    /// PUT
    public static let put: HTTPMethod = "PUT"
    /// PATCH
    public static let patch: HTTPMethod = "PATCH"
    /// DELETE
    public static let delete: HTTPMethod = "DELETE"
    /// OPTIONS
    public static let options: HTTPMethod = "OPTIONS"
    /// QUERY
    public static let query: HTTPMethod = "QUERY"
}
