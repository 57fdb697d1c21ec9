import HTTPValues
import MiniServer

/// What specs are made with.
extension SeededGenerator {
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True about once in so many times.
    mutating func once(in times: Int) -> Bool { number(1...times) == 1 }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...(elements.count - 1))] }

    /// So many of what `make` makes.
    mutating func many<Element>(_ range: ClosedRange<Int>, _ make: (inout SeededGenerator) -> Element) -> [Element] {
        let count = number(range)
        return (0..<count).map { _ in make(&self) }
    }

    /// Pieces put together.
    mutating func text(_ pieces: [String], _ range: ClosedRange<Int>) -> String {
        many(range) { $0.pick(pieces) }.joined()
    }
}
