import HTTPValues

/// Some of the methods.
public struct MethodSet: Sendable, Hashable, CustomStringConvertible {
    /// So few that looking through them is quicker than a hash.
    private let named: [String]
    private let isOfOthers: Bool

    /// These.
    public static func only(_ methods: [String]) -> MethodSet { MethodSet(named: methods, isOfOthers: false) }

    /// All others.
    public static func allBut(_ methods: [String]) -> MethodSet { MethodSet(named: methods, isOfOthers: true) }

    /// The methods, for people.
    public var description: String { (isOfOthers ? "all but " : "") + named.sorted().joined(separator: ", ") }

    /// Whether `method` is one of them.
    public func contains(_ method: String) -> Bool { named.contains(method) != isOfOthers }
}
