/// The value of a query parameter or a form field.
public enum QueryValue: Sendable, Hashable {
    case string(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    /// Several values of one name, written as one pair each.
    case list([QueryValue])
    /// No value, written as an empty string if the style allows it.
    case empty

    /// The value as text: `true` or `false`, the shortest form of a number, an empty string for ``empty``.
    public var text: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .number(let number): "\(number)"
        case .boolean(let flag): flag ? "true" : "false"
        case .list(let values): values.map(\.text).joined(separator: ",")
        case .empty: ""
        }
    }

    /// The values, without lists.
    var scalars: [QueryValue] {
        if case .list(let values) = self { values.flatMap(\.scalars) } else { [self] }
    }
}
