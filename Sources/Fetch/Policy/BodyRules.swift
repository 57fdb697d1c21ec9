package import HTTPValues

/// How a style lays out bodies.
package struct BodyRules: Sendable {
    /// How JSON is spelled.
    package var jsonFormat: JSONFormat
    /// The type of bytes; nil to send none.
    package var bytesContentType: String?
    /// The type of text; nil to send none.
    package var textContentType: String?
    /// Whether a body of no bytes is none.
    package var emptyIsNone: Bool
    /// The methods that say `Content-Length: 0` when there is no body.
    package var emptyLength: MethodSet
}
