import HTTPValues
import MiniServer

/// Random choices for making specs.
extension SeededGenerator {
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True about once in `times` calls.
    mutating func once(in times: Int) -> Bool { number(1...times) == 1 }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...(elements.count - 1))] }

    /// A random number of elements from `make`.
    mutating func many<Element>(_ range: ClosedRange<Int>, _ make: (inout SeededGenerator) -> Element) -> [Element] {
        let count = number(range)
        return (0..<count).map { _ in make(&self) }
    }

    /// Random pieces joined into a string.
    mutating func text(_ pieces: [String], _ range: ClosedRange<Int>) -> String {
        many(range) { $0.pick(pieces) }.joined()
    }
}
