/// A value that a query parameter or a form field can have.
///
/// Strings, integers, floating-point numbers and Booleans are, and arrays and optionals of them. An array is sent as one
/// pair for each element, nil as an empty value where the style allows it.
public protocol QueryValueConvertible: Sendable {
    /// The value of the parameter.
    var queryValue: QueryValue { get }
}

extension QueryValue: QueryValueConvertible {
    public var queryValue: QueryValue { self }
}

extension String: QueryValueConvertible {
    public var queryValue: QueryValue { .string(self) }
}

extension Substring: QueryValueConvertible {
    public var queryValue: QueryValue { .string(String(self)) }
}

extension Bool: QueryValueConvertible {
    public var queryValue: QueryValue { .boolean(self) }
}

extension Double: QueryValueConvertible {
    public var queryValue: QueryValue { .number(self) }
}

extension Float: QueryValueConvertible {
    // Through the text: as a Double, 0.1 would be 0.10000000149011612.
    public var queryValue: QueryValue { .string("\(self)") }
}

extension QueryValueConvertible where Self: BinaryInteger {
    public var queryValue: QueryValue { Int(exactly: self).map { .integer($0) } ?? .string("\(self)") }
}

extension Int: QueryValueConvertible {}
extension Int8: QueryValueConvertible {}
extension Int16: QueryValueConvertible {}
extension Int32: QueryValueConvertible {}
extension Int64: QueryValueConvertible {}
extension UInt: QueryValueConvertible {}
extension UInt8: QueryValueConvertible {}
extension UInt16: QueryValueConvertible {}
extension UInt32: QueryValueConvertible {}
extension UInt64: QueryValueConvertible {}

extension Optional: QueryValueConvertible where Wrapped: QueryValueConvertible {
    public var queryValue: QueryValue { self?.queryValue ?? .empty }
}

extension Array: QueryValueConvertible where Element: QueryValueConvertible {
    public var queryValue: QueryValue { .list(map(\.queryValue)) }
}
