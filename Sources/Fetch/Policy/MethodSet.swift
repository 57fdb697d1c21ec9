package import HTTPValues

/// Some of the methods.
///
/// A list and a word, and not two cases: the leak check does not find a list through a reference that has a tag in it.
package struct MethodSet: Sendable, Hashable, CustomStringConvertible {
    /// So few that looking through them is quicker than a hash.
    private let methods: [HTTPMethod]
    private let isComplement: Bool

    /// These methods.
    package static func only(_ methods: [HTTPMethod]) -> MethodSet {
        MethodSet(methods: methods, isComplement: false)
    }

    /// Every method but these.
    package static func allBut(_ methods: [HTTPMethod]) -> MethodSet {
        MethodSet(methods: methods, isComplement: true)
    }

    /// The methods, for people.
    package var description: String {
        (isComplement ? "all but " : "") + methods.map(\.rawValue).sorted().joined(separator: ", ")
    }

    /// Whether `method` is one of them.
    func contains(_ method: HTTPMethod) -> Bool { methods.contains(method) != isComplement }
}
