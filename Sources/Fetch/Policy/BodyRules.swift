public import HTTPValues

/// How a style lays out bodies.
public struct BodyRules: Sendable {
    /// How JSON is spelled.
    public var jsonFormat: JSONFormat
    /// The type of bytes; nil to send none.
    public var bytesContentType: String?
    /// The type of text; nil to send none.
    public var textContentType: String?
    /// Whether a body of no bytes is none.
    public var emptyIsNone: Bool
    /// The methods that say `Content-Length: 0` when there is no body.
    public var emptyLength: MethodSet
}
