import HTTPValues

/// The outcome of a spec for one pairing.
struct Comparison: Sendable {
    let spec: Spec
    let pairing: Pairing
    /// The differences that no explanation covers.
    let unexplained: [Difference]
    /// The ids of the intended differences that occurred.
    let intended: Set<String>

    var isEqual: Bool { unexplained.isEmpty && intended.isEmpty }
}
