import HTTPValues
import Testing

@Suite("Cookie domains")
struct CookieDomainTests {
    @Test(
        "A host matches its own name and its parent domains (RFC 6265bis section 5.1.3)",
        arguments: [
            ("example.com", "example.com", true), ("www.example.com", "example.com", true),
            ("example.com", "www.example.com", false), ("badexample.com", "example.com", false),
            ("1.2.3.4", "1.2.3.4", true), ("1.2.3.4", "3.4", false), ("::1", "1", false), ("a.1", "1", false),
            ("example.com", "", false),
        ])
    func matching(host: String, domain: String, matches: Bool) {
        #expect(CookieDomain.matches(host: host, domain: domain) == matches)
    }

    @Test(
        "IP addresses are told apart from names",
        arguments: [
            ("1.2.3.4", true), ("::1", true), ("a.1", true), ("a.b", false), ("a1", false), ("", false), ("a.", false),
        ])
    func addresses(host: String, isAddress: Bool) {
        #expect(CookieDomain.isAddress(host.utf8) == isAddress)
    }

    @Test("The candidates of a host are the host and its parent domains, longest first")
    func candidates() {
        #expect(CookieDomain.candidates(for: "a.b.com") == ["a.b.com", "b.com", "com"])
        #expect(CookieDomain.candidates(for: "1.2.3.4") == ["1.2.3.4"])
        #expect(CookieDomain.canonical(".Example.COM") == "example.com")
        #expect(CookieDomain.canonical("..a") == ".a")
    }
}
