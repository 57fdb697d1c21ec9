/// An ordered list of query parameters or form fields that keeps duplicates.
///
/// ```swift
/// let parameters: QueryParameters = ["q": "swift", "n": 1, "on": true, "tags": ["a", "b"], "none": nil]
/// parameters.encoded(in: .httpx)   // "q=swift&n=1&on=true&tags=a&tags=b&none="
/// ```
public struct QueryParameters: Sendable {
    /// A value as given.
    public enum Value: Sendable, Hashable {
        case string(String)
        case integer(Int)
        case number(Double)
        case boolean(Bool)
        /// Several values for one name, each written as its own pair.
        case list([Value])
        /// No value. Written as an empty string if the dialect allows it.
        case none

        /// The value as a string: `true` or `false`, the shortest form of a number, empty for none.
        public var text: String {
            switch self {
            case .string(let text): text
            case .integer(let number): String(number)
            case .number(let number): "\(number)"
            case .boolean(let flag): flag ? "true" : "false"
            case .list(let values): values.map(\.text).joined(separator: ",")
            case .none: ""
            }
        }

        /// The values, with lists flattened.
        fileprivate var scalars: [Value] {
            if case .list(let values) = self { values.flatMap(\.scalars) } else { [self] }
        }
    }

    /// A name with one value, which is never a list.
    package struct Pair: Sendable, Hashable {
        /// The name.
        package let name: String
        /// The value.
        package let value: Value

        fileprivate init(name: String, value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// All pairs, in order.
    package private(set) var pairs: [Pair]
    /// The string that was parsed, unless something has changed since.
    private(set) var source: String?

    /// Creates an empty list.
    public init() {
        pairs = []
    }

    /// Creates a list of the given parameters, in order.
    public init(_ pairs: some Sequence<(String, String)>) {
        self.pairs = pairs.map { Pair(name: $0.0, value: .string($0.1)) }
    }

    /// Creates a list of the given parameters, in order. A list becomes one pair per value.
    package init(values: some Sequence<(String, Value)>) {
        pairs = values.flatMap { name, value in value.scalars.map { Pair(name: name, value: $0) } }
    }

    /// Parses an encoded query or form. Ill-formed UTF-8 becomes U+FFFD, a name without `=` has an empty value, and
    /// empty parameters are skipped.
    public init(parsing text: String) {
        pairs = FormEncoding.decode(text).map { Pair(name: $0.0, value: .string($0.1)) }
        source = text
    }

    /// Whether there are no parameters.
    public var isEmpty: Bool { pairs.isEmpty && source?.isEmpty ?? true }

    /// The number of pairs.
    public var count: Int { pairs.count }

    /// All names and values as strings, in order.
    public var items: [(String, String)] { pairs.map { ($0.name, $0.value.text) } }

    /// The first value of `name` as a string, or nil if there is none.
    public func first(_ name: String) -> String? {
        pairs.first { $0.name == name }?.value.text
    }

    /// The values of `name` as strings, in order.
    public func all(_ name: String) -> [String] {
        pairs.compactMap { $0.name == name ? $0.value.text : nil }
    }

    /// Adds a value, or each value of a list, at the end.
    public mutating func add(_ name: String, _ value: Value) {
        source = nil
        pairs += value.scalars.map { Pair(name: name, value: $0) }
    }

    /// Replaces the first value of `name` and removes the others. Adds at the end if there is none.
    public mutating func set(_ name: String, _ value: Value) {
        source = nil
        let position = pairs.firstIndex { $0.name == name } ?? pairs.endIndex
        pairs.removeAll { $0.name == name }
        pairs.insert(contentsOf: value.scalars.map { Pair(name: name, value: $0) }, at: position)
    }

    /// Removes all values of `name`.
    public mutating func remove(_ name: String) {
        source = nil
        pairs.removeAll { $0.name == name }
    }

    /// Returns these parameters with the values of `other`, which replace those with the same name.
    public func merging(_ other: QueryParameters) -> QueryParameters {
        guard !other.pairs.isEmpty else { return self }
        guard !pairs.isEmpty else { return other }
        var result = self
        for (name, values) in other.grouped {
            result.set(name, .list(values))
        }
        return result
    }

    /// The parameters as a query, without the `?`. A space is written as `+`.
    ///
    /// The httpx dialect groups values by name and escapes all but unreserved characters. The aiohttp dialect keeps the
    /// order and some delimiters, and writes a parsed string unchanged.
    package func encoded(in dialect: URLDialect) -> String { dialect.rules.query(of: self) }

    /// The names in order of first appearance, each with all its values.
    var grouped: [(name: String, values: [Value])] {
        var groups: [(name: String, values: [Value])] = []
        var positions: [String: Int] = [:]
        for pair in pairs {
            if let position = positions[pair.name] {
                groups[position].values.append(pair.value)
            } else {
                positions[pair.name] = groups.count
                groups.append((pair.name, [pair.value]))
            }
        }
        return groups
    }
}

extension QueryParameters: Hashable {
    /// Equal if both have the same names and values as strings, in any order.
    public static func == (left: QueryParameters, right: QueryParameters) -> Bool {
        left.count == right.count && left.counted == right.counted
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(counted)
    }

    private var counted: [[String]: Int] {
        pairs.reduce(into: [:]) { $0[[$1.name, $1.value.text], default: 0] += 1 }
    }
}

extension QueryParameters: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral {
    public init(dictionaryLiteral elements: (String, Value)...) {
        self.init(values: elements)
    }

    /// Parses an encoded query.
    public init(stringLiteral value: String) {
        self.init(parsing: value)
    }
}

extension QueryParameters: CustomStringConvertible {
    /// The names, not the values, which may be secrets.
    public var description: String { "[" + grouped.map(\.name).joined(separator: ", ") + "]" }
}

extension QueryParameters.Value: ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
    ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(arrayLiteral elements: QueryParameters.Value...) { self = .list(elements) }
    public init(nilLiteral: ()) { self = .none }
}
