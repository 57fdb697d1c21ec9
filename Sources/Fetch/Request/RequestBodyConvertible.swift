public import FoundationEssentials
public import HTTPValues

/// A type that can be sent as the body of a request: `String`, `Data`, `[UInt8]`, `Bytes`, ``RequestBody``, and a
/// dictionary, which is sent as a form with its fields sorted by name.
///
/// Other kinds of bodies come from ``RequestBody``: `.file("/tmp/x")`, `.stream(chunks)`, `.form(["a": 1])`.
public protocol RequestBodyConvertible: Sendable {
    /// Returns the body; nil for none.
    func makeRequestBody() -> RequestBody?
}

extension RequestBody: RequestBodyConvertible {
    public func makeRequestBody() -> RequestBody? { self }
}

extension String: RequestBodyConvertible {
    public func makeRequestBody() -> RequestBody? { .text(self) }
}

extension Bytes: RequestBodyConvertible {
    public func makeRequestBody() -> RequestBody? { .bytes(self) }
}

extension Data: RequestBodyConvertible {
    public func makeRequestBody() -> RequestBody? { .bytes(self) }
}

extension Array: RequestBodyConvertible where Element == UInt8 {
    public func makeRequestBody() -> RequestBody? { .bytes(self) }
}

extension Dictionary: RequestBodyConvertible where Key == String, Value: QueryValueConvertible {
    public func makeRequestBody() -> RequestBody? { .form(QueryParameters(self)) }
}

extension Optional: RequestBodyConvertible where Wrapped: RequestBodyConvertible {
    public func makeRequestBody() -> RequestBody? { self?.makeRequestBody() }
}
