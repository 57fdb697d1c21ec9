/// A JSON value. Objects keep the order of their members.
///
/// Write values as literals, parse bytes with `JSON(parsing:)`, and read with subscripts that never trap:
///
/// ```swift
/// let name = "duet"
/// var body: JSON = ["name": JSON(name), "tags": ["http", "swift"]]   // a variable enters as JSON(…)
/// body["tags"][0].string                                            // "http"
/// body["missing"]["x"].int                                          // nil
/// body["stars"] = 5
/// for tag in body["tags"] { print(tag) }
/// let tags: [String] = try body["tags"].decode()
/// ```
public enum JSON: Sendable {
    case null
    case bool(Bool)
    /// A number without a fraction or exponent that fits an `Int`.
    case integer(Int)
    /// Any other number.
    case number(Double)
    case string(String)
    case array([JSON])
    /// The members in order. All members of a repeated name are kept; lookup finds the last (RFC 8259 section 4).
    case object([Member])

    /// A name and its value.
    public struct Member: Sendable, Hashable {
        /// The member's name.
        public let name: String
        /// The member's value.
        public let value: JSON

        /// Creates a member.
        public init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// The value of the member with that name, or ``null`` if this is not an object or has no such member.
    ///
    /// Setting replaces the value in place or adds a member at the end; anything but an object becomes one.
    public subscript(name: String) -> JSON {
        get {
            guard case .object(let members) = self else { return .null }
            return members.last { $0.name == name }?.value ?? .null
        }
        set {
            var members = object ?? []
            let member = Member(name, newValue)
            if let index = members.lastIndex(where: { $0.name == name }) {
                members[index] = member
            } else {
                members.append(member)
            }
            self = .object(members)
        }
    }

    /// The element at that index, or ``null`` if this is not an array or the index is out of bounds.
    ///
    /// Setting replaces an element. An index out of bounds appends it, and anything but an array becomes one.
    public subscript(index: Int) -> JSON {
        get {
            guard case .array(let elements) = self, elements.indices.contains(index) else { return .null }
            return elements[index]
        }
        set {
            var elements = array ?? []
            if elements.indices.contains(index) { elements[index] = newValue } else { elements.append(newValue) }
            self = .array(elements)
        }
    }

    /// The value, if this is a string.
    public var string: String? { if case .string(let value) = self { value } else { nil } }

    /// The value, if this is a Boolean.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The value, if this is a whole number that fits an `Int`.
    public var int: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }

    /// The value, if this is a number.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The elements, if this is an array.
    public var array: [JSON]? { if case .array(let value) = self { value } else { nil } }

    /// The members in order, if this is an object.
    public var object: [Member]? { if case .object(let value) = self { value } else { nil } }

    /// Whether this is ``null``.
    public var isNull: Bool { if case .null = self { true } else { false } }
}

extension JSON: Hashable {
    /// Numbers are equal in any form (`1` and `1.0`), objects in any order of members.
    public static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.integer, .number), (.number, .integer), (.number, .number): left.double == right.double
        case (.string(let a), .string(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a.count == b.count && a.sortedByName == b.sortedByName
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .integer, .number: hasher.combine(double)
        case .string(let value): hasher.combine(value)
        case .array(let value): hasher.combine(value)
        case .object(let value): hasher.combine(value.sortedByName)
        }
    }
}

extension [JSON.Member] {
    /// The members sorted by name. Members with the same name keep their order. Comparing `Set`s would do for equality,
    /// but crashes the optimizer of Swift 6.3.1.
    fileprivate var sortedByName: [JSON.Member] {
        // The offset makes the sort stable.
        enumerated().sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }.map(\.element)
    }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByStringInterpolation
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}

extension JSON: CustomStringConvertible {
    /// The value as compact JSON.
    public var description: String { text(.compact) }
}
