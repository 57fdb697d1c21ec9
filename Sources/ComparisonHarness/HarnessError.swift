import HTTPValues

/// Why comparisons could not be run.
public struct HarnessError: Error, Sendable, CustomStringConvertible {
    /// A sentence for people; never empty.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
