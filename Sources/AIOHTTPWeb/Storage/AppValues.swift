import HTTPValues

extension Web {
    /// The stored values that a request can see: first those of the application that owns its route, then those of the
    /// enclosing applications, from the inside out.
    public struct AppValues: Sendable {
        /// The storages, from the innermost application outwards.
        private let chain: [ApplicationStorage]

        init(_ chain: [ApplicationStorage] = []) {
            self.chain = chain
        }

        /// The value stored for `key`; nil if no application has stored one.
        public subscript<Key: AppKey>(key: Key.Type) -> Key.Value? {
            for storage in chain {
                if let value = storage[key] { return value }
            }
            return nil
        }

        /// Returns these values with those of a mounted application in front.
        func mounted(_ storage: ApplicationStorage) -> AppValues {
            AppValues([storage] + chain)
        }
    }
}

/// The values stored by an application. Handlers on all threads share them.
final class ApplicationStorage: Sendable {
    private let values = Locked(TypedStorage())

    subscript<Key: Web.AppKey>(key: Key.Type) -> Key.Value? {
        get { values.withLock { $0.value(key, as: Key.Value.self) } }
        set { values.withLock { $0.set(newValue, for: key) } }
    }
}
