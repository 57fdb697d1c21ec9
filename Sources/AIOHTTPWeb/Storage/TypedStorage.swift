/// Values under the identity of the type that names them.
struct TypedStorage: Sendable {
    private var values: [ObjectIdentifier: any Sendable] = [:]

    /// The value that `key` names, when there is one of that type.
    func value<Value: Sendable>(_ key: Any.Type, as type: Value.Type) -> Value? {
        values[ObjectIdentifier(key)] as? Value
    }

    /// Stores `value`; nil removes what is there.
    mutating func set(_ value: (some Sendable)?, for key: Any.Type) {
        values[ObjectIdentifier(key)] = value
    }
}
