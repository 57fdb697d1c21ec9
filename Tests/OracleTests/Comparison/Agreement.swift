import HTTPValues

/// How often two implementations agree on the specs of a category.
struct Agreement: Sendable {
    /// Specs with equal results.
    var equal = 0
    /// Specs that only show intended differences.
    var intended = 0
    /// Specs with a difference that no explanation covers.
    var unexplained = 0

    var asked: Int { equal + intended + unexplained }

    /// The percentage of equal results.
    var percentage: Double { asked == 0 ? 100 : 100 * Double(equal) / Double(asked) }
}
