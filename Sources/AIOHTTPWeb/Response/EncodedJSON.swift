public import FoundationEssentials
public import HTTPValues

extension Web.Response {
    /// Creates a response from a value encoded as JSON, `application/json; charset=utf-8`.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - status: The status.
    ///   - headers: More headers.
    ///   - encoder: The encoder. The default sorts keys.
    /// - Throws: `EncodingError`.
    @_disfavoredOverload
    public static func json(
        _ value: some Encodable, status: Int = 200, headers: Headers = Headers(), encoder: JSONEncoder? = nil
    ) throws -> Self {
        let bytes = Bytes(try (encoder ?? JSON.encoder).encode(value))
        return .bytes(bytes, contentType: "application/json; charset=utf-8", status: status, headers: headers)
    }
}
