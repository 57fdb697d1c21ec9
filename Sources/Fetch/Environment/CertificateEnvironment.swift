import Glibc

/// The variable of the environment that names certificate authorities.
package enum CertificateEnvironment {
    /// The PEM file that `SSL_CERT_FILE` names; nil when it names none.
    package static var authoritiesPath: String? {
        getenv("SSL_CERT_FILE").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
