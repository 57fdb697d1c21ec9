// A JSON literal takes literals, not variables, because each of its values is JSON. A variable enters it through one of
// these, and a whole value of your own through `JSON(encoding:)`.
extension JSON {
    /// Creates a string.
    public init(_ value: String) { self = .string(value) }
    /// Creates a number.
    public init(_ value: Int) { self = .integer(value) }
    /// Creates a number.
    public init(_ value: Double) { self = .number(value) }
    /// Creates a Boolean.
    public init(_ value: Bool) { self = .bool(value) }
    /// Creates an array.
    public init(_ values: [JSON]) { self = .array(values) }
    /// Creates a string; ``null`` for nil.
    public init(_ value: String?) { self = value.map { .string($0) } ?? .null }
    /// Creates a number; ``null`` for nil.
    public init(_ value: Int?) { self = value.map { .integer($0) } ?? .null }
    /// Creates a number; ``null`` for nil.
    public init(_ value: Double?) { self = value.map { .number($0) } ?? .null }
    /// Creates a Boolean; ``null`` for nil.
    public init(_ value: Bool?) { self = value.map { .bool($0) } ?? .null }
}

extension JSON: Sequence {
    /// The elements of an array or the values of an object, in order; nothing for any other value.
    public func makeIterator() -> IndexingIterator<[JSON]> {
        switch self {
        case .array(let elements): elements.makeIterator()
        case .object(let members): members.map(\.value).makeIterator()
        default: [JSON]().makeIterator()
        }
    }
}
