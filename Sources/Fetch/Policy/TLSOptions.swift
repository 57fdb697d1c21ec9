import HTTPValues

/// How a client trusts servers and shows itself to them.
public struct TLSOptions: Sendable, Hashable {
    /// How far a server's certificate is checked.
    public enum Verification: Sendable, Hashable {
        /// Against the system's certificate authorities, the host name included.
        case system
        /// Against the authorities in this PEM file, the host name included.
        case authorities(path: String)
        /// Not at all. Anyone on the way can read and change everything.
        case none
    }

    /// A certificate of the client's own, for servers that ask for one.
    public struct ClientCertificate: Sendable, Hashable {
        /// The PEM file with the certificate, and its chain.
        public var certificatePath: String
        /// The PEM file with the private key; nil when it is in the certificate's file.
        public var keyPath: String?
        /// The password of the private key.
        public var password: String?

        /// A certificate in PEM files.
        public init(certificatePath: String, keyPath: String? = nil, password: String? = nil) {
            self.certificatePath = certificatePath
            self.keyPath = keyPath
            self.password = password
        }
    }

    /// How servers are checked.
    public var verification: Verification
    /// The client's own certificate.
    public var clientCertificate: ClientCertificate?

    /// TLS options.
    public init(verification: Verification = .system, clientCertificate: ClientCertificate? = nil) {
        self.verification = verification
        self.clientCertificate = clientCertificate
    }
}
