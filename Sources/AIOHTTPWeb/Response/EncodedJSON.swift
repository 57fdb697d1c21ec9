public import FoundationEssentials
public import HTTPValues

extension Web.Response {
    /// Creates a response from a value encoded as JSON, `application/json; charset=utf-8`.
    ///
    /// ```swift
    /// app.get("/users/{name}") { request in try .json(User(name: request.match["name"] ?? "")) }
    /// ```
    ///
    /// The call needs `try`, because encoding can fail: JSON has no infinite numbers, for example. If a handler throws
    /// the error, its client gets a 500, as it does in aiohttp for a value that `json.dumps` refuses.
    ///
    /// The JSON is what the encoder writes, by default `{"a":"b"}`. For the spaces that aiohttp writes, pass
    /// `JSON(encoding: value)`, and for other spaces, keys or dates an encoder.
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
