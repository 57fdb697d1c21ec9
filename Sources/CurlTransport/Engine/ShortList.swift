import HTTPValues

/// A list that mostly has one element or none, and then needs no memory of its own.
struct ShortList<Element> {
    private var first: Element?
    private var others: [Element] = []

    var isEmpty: Bool { first == nil }

    mutating func append(_ element: Element) {
        if first == nil { first = element } else { others.append(element) }
    }

    /// What `change` makes of the elements, in order; nothing is left here.
    mutating func takeAll<Changed>(_ change: (Element) -> Changed) -> ShortList<Changed> {
        var changed = ShortList<Changed>()
        changed.first = first.map(change)
        first = nil
        guard !others.isEmpty else { return changed }
        changed.others = others.map(change)
        others.removeAll(keepingCapacity: true)
        return changed
    }

    func forEach(_ body: (Element) -> Void) {
        if let first { body(first) }
        for other in others { body(other) }
    }
}
