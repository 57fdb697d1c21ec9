extension Web {
    /// A server's certificate and private key, in PEM format.
    public struct TLS: Sendable {
        /// The source of PEM text.
        public enum Source: Sendable {
            /// The path of a file.
            case file(String)
            /// The text in PEM format.
            case text(String)
        }

        /// The certificate, followed by the intermediate certificates that lead to its issuer.
        public var certificateChain: Source
        /// The private key.
        public var privateKey: Source

        /// Creates TLS settings from a certificate and its key.
        public init(certificateChain: Source, privateKey: Source) {
            self.certificateChain = certificateChain
            self.privateKey = privateKey
        }
    }
}
