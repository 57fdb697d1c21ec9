import Testing

@testable import CurlTransport

@Suite("Trusted authorities of the system")
struct SystemAuthoritiesTests {
    private static let debian = "/etc/ssl/certs/ca-certificates.crt"
    private static let fedora = "/etc/pki/tls/certs/ca-bundle.crt"

    @Test(
        "libcurl's own file is used if it is there, and otherwise that of another distribution",
        arguments: [
            (fedora, nil, [fedora, debian], .builtInFile),
            (fedora, nil, [debian], .file(debian)),
            (fedora, "/etc/ssl/certs", ["/etc/ssl/certs", debian], .file(debian)),
            (nil, "/etc/ssl/certs", ["/etc/ssl/certs"], .builtInDirectory),
            (nil, nil, [fedora], .file(fedora)),
            (fedora, nil, [], .missing),
        ] as [(String?, String?, [String], SystemAuthorities)])
    func choice(file: String?, directory: String?, existing: [String], expected: SystemAuthorities) {
        #expect(SystemAuthorities.find(builtIn: (file, directory), exists: existing.contains) == expected)
    }
}
