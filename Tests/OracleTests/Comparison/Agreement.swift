import HTTPValues

/// How far two agree about the specs of a category.
struct Agreement: Sendable {
    /// Equal in every field.
    var equal = 0
    /// Different only where Duet differs on purpose.
    var intended = 0
    /// Different for no reason that anybody gave.
    var unexplained = 0

    var asked: Int { equal + intended + unexplained }

    /// The equal ones in a hundred.
    var percentage: Double { asked == 0 ? 100 : 100 * Double(equal) / Double(asked) }
}
