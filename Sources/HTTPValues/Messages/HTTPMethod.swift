public import HTTPTypes

/// A request method, such as `GET`.
///
/// Any string is accepted and uppercased, as in httpx and aiohttp. If it is not a token (RFC 9110 section 9.1), the
/// request fails before anything is sent.
public struct HTTPMethod: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The method in uppercase.
    public let rawValue: String

    /// Creates a method with any name.
    public init(rawValue: String) {
        self.rawValue = rawValue.uppercased()
    }

    /// Creates a method with any name.
    public init(_ name: String) {
        self.init(rawValue: name)
    }

    /// Creates a method with any name.
    public init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    /// Creates a method from a swift-http-types method.
    public init(_ method: HTTPRequest.Method) {
        self.init(rawValue: method.rawValue)
    }

    /// `capitals` must be uppercase.
    @inlinable
    init(capitals: String) {
        rawValue = capitals
    }

    public var description: String { rawValue }
}

// Computed, so that comparisons are against constants.
extension HTTPMethod {
    /// GET.
    @inlinable public static var get: HTTPMethod { HTTPMethod(capitals: "GET") }
    /// HEAD.
    @inlinable public static var head: HTTPMethod { HTTPMethod(capitals: "HEAD") }
    /// POST.
    @inlinable public static var post: HTTPMethod { HTTPMethod(capitals: "POST") }
    /// PUT.
    @inlinable public static var put: HTTPMethod { HTTPMethod(capitals: "PUT") }
    /// PATCH.
    @inlinable public static var patch: HTTPMethod { HTTPMethod(capitals: "PATCH") }
    /// DELETE.
    @inlinable public static var delete: HTTPMethod { HTTPMethod(capitals: "DELETE") }
    /// OPTIONS.
    @inlinable public static var options: HTTPMethod { HTTPMethod(capitals: "OPTIONS") }
    /// TRACE.
    @inlinable public static var trace: HTTPMethod { HTTPMethod(capitals: "TRACE") }
    /// CONNECT.
    @inlinable public static var connect: HTTPMethod { HTTPMethod(capitals: "CONNECT") }
    /// QUERY.
    @inlinable public static var query: HTTPMethod { HTTPMethod(capitals: "QUERY") }
}

extension HTTPMethod {
    /// The methods whose requests can be repeated with the same effect (RFC 9110 section 9.2.2, and QUERY).
    public static let idempotent = Set(idempotentMethods)

    /// Whether sending the request twice has the same effect as sending it once.
    public var isIdempotent: Bool { Self.idempotentMethods.contains(self) }

    /// So few that a linear search is faster than hashing.
    private static let idempotentMethods: [HTTPMethod] = [.get, .head, .options, .trace, .put, .delete, .query]
}
