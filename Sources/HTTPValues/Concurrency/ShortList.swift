/// A list that usually has at most one element, which needs no allocation.
///
/// Public, because the compiler only specializes public generics in other modules. Without that, a blocking request
/// takes 3,600 more instructions (`.ci/instructions`).
public struct ShortList<Element> {
    @usableFromInline var first: Element?
    @usableFromInline var others: [Element] = []

    /// Creates an empty list.
    @inlinable
    public init() {}

    /// Whether the list is empty.
    @inlinable public var isEmpty: Bool { first == nil }

    /// Whether the list has more than one element.
    @inlinable public var isMultiple: Bool { !others.isEmpty }

    /// Adds an element at the end.
    @inlinable
    public mutating func append(_ element: Element) {
        if first == nil { first = element } else { others.append(element) }
    }

    /// Returns the elements and empties the list.
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
