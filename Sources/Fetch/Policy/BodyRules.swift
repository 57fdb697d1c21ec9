package import HTTPValues

/// How a style encodes request bodies.
package struct BodyRules: Sendable {
    /// The JSON format.
    package var jsonFormat: JSONFormat
    /// The `Content-Type` for bytes, or nil to send none.
    package var bytesContentType: String?
    /// The `Content-Type` for text, or nil to send none.
    package var textContentType: String?
    /// Whether an empty body counts as no body.
    package var emptyIsNone: Bool
    /// The methods that send `Content-Length: 0` when there is no body.
    package var emptyLength: MethodSet
}
