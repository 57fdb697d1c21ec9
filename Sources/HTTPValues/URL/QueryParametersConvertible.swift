/// A type that can be sent as query parameters or as a form.
///
/// A dictionary has no order, so its pairs are sent sorted by name; `KeyValuePairs` and ``QueryParameters`` keep theirs. A
/// string is parsed as an encoded query.
public protocol QueryParametersConvertible: Sendable {
    /// Returns the parameters.
    func makeQueryParameters() -> QueryParameters
}

extension QueryParameters: QueryParametersConvertible {
    public func makeQueryParameters() -> QueryParameters { self }

    /// Creates the parameters that a dictionary or a string stands for.
    public init(_ parameters: some QueryParametersConvertible) {
        self = parameters.makeQueryParameters()
    }
}

extension Dictionary: QueryParametersConvertible where Key == String, Value: QueryValueConvertible {
    public func makeQueryParameters() -> QueryParameters {
        QueryParameters(values: sorted { $0.key < $1.key }.map { ($0.key, $0.value.queryValue) })
    }
}

extension KeyValuePairs: QueryParametersConvertible where Key == String, Value: QueryValueConvertible {
    public func makeQueryParameters() -> QueryParameters {
        QueryParameters(values: map { ($0.key, $0.value.queryValue) })
    }
}

extension String: QueryParametersConvertible {
    public func makeQueryParameters() -> QueryParameters { QueryParameters(parsing: self) }
}
