import HTTPValues

/// The reason comparisons could not be run.
public struct HarnessError: Error, Sendable, CustomStringConvertible {
    /// A human-readable sentence; never empty.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
