import Testing

@testable import HTTPValues

@Suite("IP addresses")
struct IPAddressTests {
    @Test(
        "An IPv4 address is four numbers up to 255 without leading zeros",
        arguments: [
            ("127.0.0.1", true, true), ("255.255.255.255", true, true), ("0.0.0.0", true, true),
            ("256.0.0.1", true, false), ("01.2.3.4", true, false), ("999999999999.0.0.1", true, false),
            ("1.2.3", false, false), ("1.2.3.4.5", false, false), ("1.2.3.", false, false), ("1..2.3", false, false),
            ("a.2.3.4", false, false), ("", false, false),
        ])
    func ipv4(text: String, looksLikeOne: Bool, isOne: Bool) {
        #expect(IPAddress.looksLikeIPv4(text) == looksLikeOne)
        #expect(IPAddress.isIPv4(text) == isOne)
    }

    @Test(
        "An IPv6 address has one shortest form (RFC 5952 section 4.2)",
        arguments: [
            ("::", "::"), ("::1", "::1"), ("0:0:0:0:0:0:0:1", "::1"), ("2001:DB8::0:1", "2001:db8::1"),
            ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("1:0:0:2:3:0:0:4", "1::2:3:0:0:4"),
            ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
            ("::ffff:1.2.3.4", "::ffff:102:304"),
        ])
    func ipv6(text: String, shortest: String) throws {
        #expect(try IPAddress.compressed(#require(IPAddress.ipv6Groups(text))) == shortest)
    }

    @Test(
        "Other text is not an IPv6 address", arguments: ["", ":", "1", "1::2::3", "g::", "::1%lo", "::1\0", "12345::"])
    func notIPv6(text: String) {
        #expect(IPAddress.ipv6Groups(text) == nil)
    }

    @Test(
        "Hosts that resolvers read as IPv4 addresses are detected",
        arguments: [
            ("127.1", true), ("2130706433", true), ("0x7f.1", true), ("0177.0.0.1", true), ("127.0.0.1", false),
            ("1.example.com", false), ("localhost", false), ("256.256.256.256", false), ("", false),
        ])
    func unusual(host: String, isUnusual: Bool) {
        #expect(IPAddress.isUnusualIPv4(host) == isUnusual)
    }
}
