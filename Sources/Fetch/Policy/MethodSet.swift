package import HTTPValues

/// Some of the methods.
package enum MethodSet: Sendable, Hashable, CustomStringConvertible {
    /// These methods.
    case only([HTTPMethod])
    /// Every method but these.
    case allBut([HTTPMethod])

    /// The methods, for people.
    package var description: String {
        switch self {
        case .only(let methods): Self.list(methods)
        case .allBut(let methods): "all but " + Self.list(methods)
        }
    }

    /// Whether `method` is one of them.
    func contains(_ method: HTTPMethod) -> Bool {
        // So few that looking through them is quicker than a hash.
        switch self {
        case .only(let methods): methods.contains(method)
        case .allBut(let methods): !methods.contains(method)
        }
    }

    private static func list(_ methods: [HTTPMethod]) -> String {
        methods.map(\.rawValue).sorted().joined(separator: ", ")
    }
}
