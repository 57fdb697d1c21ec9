import Glibc

/// The environment variable for certificate authorities.
package enum CertificateEnvironment {
    /// The path of the PEM file in `SSL_CERT_FILE`, or nil if it is unset or empty.
    package static var authoritiesPath: String? {
        getenv("SSL_CERT_FILE").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
