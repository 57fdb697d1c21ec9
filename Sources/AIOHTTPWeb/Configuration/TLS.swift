extension Web {
    /// The certificate of a server, in PEM.
    public struct TLS: Sendable {
        /// Where PEM text comes from.
        public enum Source: Sendable {
            /// The path of a file.
            case file(String)
            /// The text itself.
            case text(String)
        }

        /// The certificate and those that lead to its issuer, in this order.
        public var certificateChain: Source
        /// The private key.
        public var privateKey: Source

        /// A certificate with its key.
        public init(certificateChain: Source, privateKey: Source) {
            self.certificateChain = certificateChain
            self.privateKey = privateKey
        }
    }
}
