package import HTTPValues

/// A set of HTTP methods.
///
/// A list and a flag rather than two enum cases, because the leak checker cannot follow a tagged reference to a list.
package struct MethodSet: Sendable, Hashable, CustomStringConvertible {
    /// A linear search is faster than hashing for so few elements.
    private let methods: [HTTPMethod]
    private let isComplement: Bool

    /// Only these methods.
    package static func only(_ methods: [HTTPMethod]) -> MethodSet {
        MethodSet(methods: methods, isComplement: false)
    }

    /// All methods except these.
    package static func allBut(_ methods: [HTTPMethod]) -> MethodSet {
        MethodSet(methods: methods, isComplement: true)
    }

    /// A human-readable list of the methods.
    package var description: String {
        (isComplement ? "all but " : "") + methods.map(\.rawValue).sorted().joined(separator: ", ")
    }

    /// Whether the set contains `method`.
    func contains(_ method: HTTPMethod) -> Bool { methods.contains(method) != isComplement }
}
