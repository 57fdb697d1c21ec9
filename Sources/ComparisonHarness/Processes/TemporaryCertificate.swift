/// A certificate for the loopback interface that vouches for itself, made by `openssl` for two days.
struct TemporaryCertificate: Sendable {
    private let folder: TemporaryFolder

    /// The PEM file with the certificate, which is its own authority.
    var certificate: String { folder.path + "/certificate.pem" }
    /// The PEM file with the private key.
    var key: String { folder.path + "/key.pem" }

    /// Makes one.
    ///
    /// - Throws: ``HarnessError`` when there is no `openssl` or it fails.
    static func make() async throws -> TemporaryCertificate {
        let made = TemporaryCertificate(folder: try TemporaryFolder())
        let result = try await Subprocess(
            command: "openssl",
            arguments: [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
                "-keyout", made.key, "-out", made.certificate,
            ]
        ).run()
        guard result.status == 0 else { throw HarnessError("openssl made no certificate: \(result.lastWords)") }
        return made
    }
}
