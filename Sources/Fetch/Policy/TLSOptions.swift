import HTTPValues

/// How a client verifies servers and identifies itself to them.
public struct TLSOptions: Sendable, Hashable {
    /// How server certificates are verified.
    public enum Verification: Sendable, Hashable {
        /// Verifies the host name and the certificate against the system's certificate authorities.
        case system
        /// Verifies the host name and the certificate against the authorities in a PEM file.
        case authorities(path: String)
        /// No verification. Anyone on the network path can read and change all data.
        case none
    }

    /// A client certificate, for servers that request one.
    public struct ClientCertificate: Sendable, Hashable {
        /// The path of the PEM file with the certificate and its chain.
        public var certificatePath: String
        /// The path of the PEM file with the private key, or nil if it is in the certificate's file.
        public var keyPath: String?
        /// The password of the private key.
        public var password: String?

        /// Creates a client certificate from PEM files.
        public init(certificatePath: String, keyPath: String? = nil, password: String? = nil) {
            self.certificatePath = certificatePath
            self.keyPath = keyPath
            self.password = password
        }
    }

    /// How server certificates are verified.
    public var verification: Verification
    /// The client certificate, if any.
    public var clientCertificate: ClientCertificate?

    /// Creates TLS options.
    public init(verification: Verification = .system, clientCertificate: ClientCertificate? = nil) {
        self.verification = verification
        self.clientCertificate = clientCertificate
    }
}
