package import AIOHTTPWeb
import HTTPValues

/// A self-signed certificate for the loopback interface, created by `openssl` and valid for two days.
package struct TemporaryCertificate: Sendable {
    private let folder: TemporaryFolder

    /// The PEM file of the certificate, which is its own authority.
    package var certificate: String { folder.path + "/certificate.pem" }
    /// The PEM file of the private key.
    package var key: String { folder.path + "/key.pem" }

    /// The TLS configuration for a server.
    package var tls: Web.TLS { Web.TLS(certificateChain: .file(certificate), privateKey: .file(key)) }

    /// Creates a certificate for these names, in OpenSSL's notation.
    ///
    /// - Throws: ``SystemFailure`` if `openssl` is missing or fails.
    package static func make(names: String = "IP:127.0.0.1,DNS:localhost") async throws -> TemporaryCertificate {
        let made = TemporaryCertificate(folder: try TemporaryFolder())
        let result = try await Subprocess(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=\(names)",
                "-keyout", made.key, "-out", made.certificate,
            ]
        ).run()
        guard result.status == 0 else { throw SystemFailure("openssl made no certificate: \(result.lastWords)") }
        return made
    }
}
