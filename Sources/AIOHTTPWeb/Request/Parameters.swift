import HTTPValues

extension Web {
    /// An ordered list of names and values, possibly with repeats: a query or the fields of a form.
    public struct Parameters: Sendable, Hashable {
        /// A name and its value.
        public struct Pair: Sendable, Hashable {
            /// The decoded name.
            public let name: String
            /// The decoded value.
            public let value: String
        }

        /// Every pair, in order.
        public var pairs: [Pair]

        /// Creates parameters from pairs, in order.
        public init(_ pairs: some Sequence<(String, String)> = []) {
            self.pairs = pairs.map { Pair(name: $0.0, value: $0.1) }
        }

        /// Parses text such as `a=1&b=2`. `+` and `%20` are spaces, blank values are kept, and `;` is not a separator.
        public init(urlEncoded text: String) {
            self.init(FormEncoding.decode(text))
        }

        /// The first value of `name`.
        public subscript(name: String) -> String? { first(name) }

        /// The first value of `name`.
        public func first(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

        /// Every value of `name`.
        public func all(_ name: String) -> [String] { pairs.compactMap { $0.name == name ? $0.value : nil } }

        /// Whether there are no pairs.
        public var isEmpty: Bool { pairs.isEmpty }
    }
}
