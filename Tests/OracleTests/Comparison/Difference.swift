import HTTPValues

/// One field in which two implementations disagree.
struct Difference: Sendable {
    /// Which field: of a result line such as `status`, of the wire such as `sent headers`, or `outcome` when one
    /// failed and the other did not.
    let field: String
    /// What the original has.
    let original: String
    /// What Duet has.
    let duet: String
}

extension Difference: CustomStringConvertible {
    var description: String { "\(field): the original has \(Self.short(original)), Duet \(Self.short(duet))" }

    private static func short(_ text: String) -> String { text.count > 600 ? "\(text.prefix(600))…" : text }
}
