import HTTPValues

/// A field in which two implementations disagree.
struct Difference: Sendable {
    /// A field of a result line such as `status`, a part of the request such as `sent headers`, or `outcome` if one
    /// implementation failed and the other did not.
    let field: String
    /// The original's value.
    let original: String
    /// Duet's value.
    let duet: String
}

extension Difference: CustomStringConvertible {
    var description: String { "\(field): the original has \(Self.short(original)), Duet \(Self.short(duet))" }

    private static func short(_ text: String) -> String { text.count > 600 ? "\(text.prefix(600))…" : text }
}
