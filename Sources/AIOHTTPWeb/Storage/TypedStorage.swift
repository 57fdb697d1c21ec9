/// A store of values, keyed by type.
struct TypedStorage: Sendable {
    private var values: [ObjectIdentifier: any Sendable] = [:]

    /// Returns the value stored for `key`, if it has that type.
    func value<Value: Sendable>(_ key: Any.Type, as type: Value.Type) -> Value? {
        values[ObjectIdentifier(key)] as? Value
    }

    /// Stores `value`; nil removes the stored one.
    mutating func set(_ value: (some Sendable)?, for key: Any.Type) {
        values[ObjectIdentifier(key)] = value
    }
}
