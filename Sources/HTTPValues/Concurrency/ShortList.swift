/// A list that mostly has one element or none, and then needs no memory of its own.
///
/// Public, because only what is public is specialised in other modules; without that, a blocking request costs 3,600
/// instructions more (`.ci/instructions`).
public struct ShortList<Element> {
    @usableFromInline var first: Element?
    @usableFromInline var others: [Element] = []

    /// An empty list.
    @inlinable
    public init() {}

    /// Whether there is no element.
    @inlinable public var isEmpty: Bool { first == nil }

    /// Adds an element at the end.
    @inlinable
    public mutating func append(_ element: Element) {
        if first == nil { first = element } else { others.append(element) }
    }

    /// The elements; none are left here.
    @inlinable
    public mutating func takeAll() -> ShortList {
        guard !isEmpty else { return ShortList() }
        defer { self = ShortList() }
        return self
    }

    /// Calls `body` with each element, in order.
    @inlinable
    public func forEach(_ body: (Element) -> Void) {
        if let first { body(first) }
        for other in others { body(other) }
    }
}

extension ShortList: Sendable where Element: Sendable {}
