/// An ordered list of query parameters or form fields that keeps duplicates.
///
/// ```swift
/// let page = 2
/// var parameters: QueryParameters = ["q": "swift", "page": page, "tags": ["a", "b"], "none": nil]
/// parameters = [("q", "swift"), ("page", page), ("tags", "a"), ("tags", "b"), ("none", nil)]  // the same
/// parameters["q"]                                       // "swift"
/// parameters["page"] = "3"
/// for (name, value) in parameters { print(name, value) }
/// ```
public struct QueryParameters: Sendable {
    /// A name with one value, which is never a list.
    package struct Pair: Sendable, Hashable {
        /// The name.
        package let name: String
        /// The value.
        package let value: QueryValue

        fileprivate init(name: String, value: QueryValue) {
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
    ///
    /// ```swift
    /// let pairs = [("page", 1), ("page", 2)]
    /// client.get(url, params: QueryParameters(pairs))
    /// ```
    public init(_ pairs: some Sequence<(String, some QueryValueConvertible)>) {
        self.init(values: pairs.lazy.map { ($0.0, $0.1.queryValue) })
    }

    /// Creates the given parameters, in order; a list becomes one pair for each of its values.
    package init(values: some Sequence<(String, QueryValue)>) {
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

    /// The first value of `name` as text; nil if there is none.
    ///
    /// Setting replaces the first value in place and removes the others; nil removes them all.
    public subscript(name: String) -> String? {
        get { first(name) }
        set {
            if let newValue { set(name: name, value: newValue) } else { remove(name) }
        }
    }

    /// Adds a value, or each value of a list, at the end.
    public mutating func add(name: String, value: some QueryValueConvertible) {
        source = nil
        pairs += value.queryValue.scalars.map { Pair(name: name, value: $0) }
    }

    /// Replaces the first value of `name` in place and removes the others; adds at the end if there is none.
    public mutating func set(name: String, value: some QueryValueConvertible) {
        source = nil
        let position = pairs.firstIndex { $0.name == name } ?? pairs.endIndex
        pairs.removeAll { $0.name == name }
        pairs.insert(contentsOf: value.queryValue.scalars.map { Pair(name: name, value: $0) }, at: position)
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
            result.set(name: name, value: values)
        }
        return result
    }

    /// The parameters as a query, without the `?`. A space is written as `+`.
    ///
    /// The httpx dialect groups values by name and escapes all but unreserved characters. The aiohttp dialect keeps the
    /// order and some delimiters, and writes a parsed string unchanged.
    package func encoded(in dialect: URLDialect) -> String { dialect.rules.query(of: self) }

    /// The names in order of their first value, each with all its values.
    var grouped: [(name: String, values: [QueryValue])] {
        var groups: [(name: String, values: [QueryValue])] = []
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

extension QueryParameters: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral {
    /// Variables are written as they are: `["q": query, "page": page]`; see ``QueryValueConvertible``.
    public init(dictionaryLiteral elements: (String, (any QueryValueConvertible)?)...) {
        self.init(values: elements.map { ($0.0, $0.1?.queryValue ?? .empty) })
    }

    /// Pairs, as in Python: `[("page", 1), ("page", 2)]`.
    public init(arrayLiteral elements: (String, (any QueryValueConvertible)?)...) {
        self.init(values: elements.map { ($0.0, $0.1?.queryValue ?? .empty) })
    }

    /// Parses an encoded query.
    public init(stringLiteral value: String) {
        self.init(parsing: value)
    }
}

extension QueryParameters: Sequence {
    /// The names and their values as text, in order.
    public func makeIterator() -> some IteratorProtocol<(name: String, value: String)> {
        pairs.lazy.map { (name: $0.name, value: $0.value.text) }.makeIterator()
    }

    /// The number of pairs.
    public var underestimatedCount: Int { count }
}

extension QueryParameters: CustomStringConvertible {
    /// The names, not the values, which may be secrets.
    public var description: String { "[" + grouped.map(\.name).joined(separator: ", ") + "]" }
}
