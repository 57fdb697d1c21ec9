/// Encodes and decodes the host of a URL (RFC 3986 section 3.2.2, RFC 5891).
enum URLHost {
    /// Returns the lowercase ASCII form of `host` as in a URL, without brackets around an IPv6 address.
    static func encode(_ host: String, by rules: some URLRules) throws(InvalidURL) -> String {
        guard host.utf8.first == UInt8(ascii: "["), host.utf8.last == UInt8(ascii: "]"), host.utf8.count > 1 else {
            return try rules.encodedName(host)
        }
        return try encodeIPv6(String(host.dropFirst().dropLast()), by: rules)
    }

    private static func encodeIPv6(_ text: String, by rules: some URLRules) throws(InvalidURL) -> String {
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        let address = parts.first.map(String.init) ?? ""
        let zone = parts.count > 1 ? parts[1] : nil
        guard let groups = IPAddress.ipv6Groups(address), zone.map(isZone) ?? true else {
            throw InvalidURL(.ipv6Address("[" + text + "]"))
        }
        return rules.ipv6(text, groups: groups, zone: zone)
    }

    /// A zone names a network interface. Linux allows any character there except a slash and white space.
    private static func isZone(_ zone: Substring) -> Bool {
        !zone.isEmpty && zone.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "[") }
    }

    /// Returns the human-readable form of `host`: Unicode instead of punycode.
    static func decode(_ host: String, by rules: some URLRules) -> String {
        if host.hasByte(":") { return rules.shownIPv6(host) }
        guard host.hasByte("-"), host.split(separator: ".").contains(where: { $0.hasPrefix("xn--") }) else {
            return host
        }
        return InternationalName.unicode(host) ?? host
    }
}
