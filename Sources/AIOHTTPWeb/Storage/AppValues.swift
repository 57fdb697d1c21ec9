import HTTPValues

extension Web {
    /// The stored values that a request can see: those of the application whose route answers it, then those of the
    /// applications that this one is mounted in, from the inside out.
    public struct AppValues: Sendable {
        /// From the innermost application outwards.
        private let chain: [ApplicationStorage]

        init(_ chain: [ApplicationStorage] = []) {
            self.chain = chain
        }

        /// The value that `key` names; nil when no application has stored one.
        public subscript<Key: AppKey>(key: Key.Type) -> Key.Value? {
            for storage in chain {
                if let value = storage[key] { return value }
            }
            return nil
        }

        /// These values behind those of a mounted application.
        func mounted(_ storage: ApplicationStorage) -> AppValues {
            AppValues([storage] + chain)
        }
    }
}

/// What one application stores. Handlers on all threads share it.
final class ApplicationStorage: Sendable {
    private let values = Locked(TypedStorage())

    subscript<Key: Web.AppKey>(key: Key.Type) -> Key.Value? {
        get { values.withLock { $0.value(key, as: Key.Value.self) } }
        set { values.withLock { $0.set(newValue, for: key) } }
    }
}
