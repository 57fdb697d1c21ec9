public import HTTPTypes

/// A type that can be sent as headers.
///
/// A dictionary has no order, so its headers are sent sorted by name; `KeyValuePairs`, `HTTPFields` and ``Headers`` keep
/// theirs.
public protocol HeadersConvertible: Sendable {
    /// Returns the headers.
    func makeHeaders() -> Headers
}

extension Headers: HeadersConvertible {
    public func makeHeaders() -> Headers { self }

    /// Creates the headers that a dictionary stands for.
    public init(_ headers: some HeadersConvertible) {
        self = headers.makeHeaders()
    }
}

extension Dictionary: HeadersConvertible where Key == String, Value == String {
    public func makeHeaders() -> Headers { Headers(sorted { $0.key < $1.key }.map { ($0.key, $0.value) }) }
}

extension KeyValuePairs: HeadersConvertible where Key == String, Value == String {
    public func makeHeaders() -> Headers { Headers(map { ($0.key, $0.value) }) }
}

extension HTTPFields: HeadersConvertible {
    public func makeHeaders() -> Headers { Headers(self) }
}
