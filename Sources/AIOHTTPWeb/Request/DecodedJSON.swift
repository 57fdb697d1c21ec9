public import FoundationEssentials
import HTTPValues

extension Web.Request {
    /// Reads the body as JSON and decodes a value from it, regardless of its `Content-Type`.
    ///
    /// ```swift
    /// app.post("/users") { request in
    ///     let user: User = try await request.json()
    ///     return try .json(user, status: 201)
    /// }
    /// ```
    ///
    /// - Throws: ``Web/HTTPError`` 413, or 400 for invalid JSON or JSON of another shape. Its text tells the client where:
    ///   `400: Unexpected JSON: users[0].name is missing`.
    public func json<Value: Decodable>(
        as type: Value.Type = Value.self, decoder: JSONDecoder = JSONDecoder()
    ) async throws -> Value {
        let bytes = try await read()
        do {
            return try bytes.decodedJSON(type, by: decoder)
        } catch let error as DecodingError {
            throw Web.HTTPError.badRequest(JSONMismatch(error, in: bytes))
        } catch {
            throw Web.HTTPError.badRequest
        }
    }
}
