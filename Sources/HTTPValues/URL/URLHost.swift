/// Reads and writes the host of a URL (RFC 3986 section 3.2.2, RFC 5891).
enum URLHost {
    /// The lower-case ASCII form of `host` as it stands in a URL, an IPv6 address without its brackets.
    static func encode(_ host: String, in dialect: URLDialect) throws(InvalidURL) -> String {
        if host.utf8.first == UInt8(ascii: "["), host.utf8.last == UInt8(ascii: "]"), host.utf8.count > 1 {
            return try encodeIPv6(String(host.dropFirst().dropLast()), in: dialect)
        }
        let isASCII = host.utf8.allSatisfy { $0 < 0x80 }
        switch dialect {
        case .httpx: return try isASCII ? encodeASCII(host) : InternationalName.strictASCII(host)
        case .aiohttp:
            let encoded = try isASCII ? host.lowerCase : InternationalName.mappedASCII(host)
            guard isRegisteredName(encoded) else { throw InvalidURL(.host(host)) }
            return encoded
        }
    }

    /// A host of ASCII characters as httpx takes it: an IPv4 address must be right, other characters are escaped.
    private static func encodeASCII(_ host: String) throws(InvalidURL) -> String {
        if host.utf8.first?.isASCIIDigit == true, IPAddress.looksLikeIPv4(host) {
            guard IPAddress.isIPv4(host) else { throw InvalidURL(.ipv4Address(host)) }
            return host
        }
        return lenientName.encode(host.lowerCase)
    }

    private static let lenientName = PercentEncoding(
        safe: ByteSet(URLDialect.unreserved + "!$&'()*+,;=\"`{}%|\\"), keepsEscapes: true)

    private static func encodeIPv6(_ text: String, in dialect: URLDialect) throws(InvalidURL) -> String {
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        let address = parts.first.map(String.init) ?? ""
        let zone = parts.count > 1 ? parts[1] : nil
        guard let groups = IPAddress.ipv6Groups(address), zone.map(isZone) ?? true else {
            throw InvalidURL(.ipv6Address("[" + text + "]"))
        }
        switch dialect {
        case .httpx: return text
        case .aiohttp: return IPAddress.compressed(groups) + (zone.map { "%" + $0 } ?? "")
        }
    }

    /// A zone names a network interface; Linux allows any character there but a slash and white space.
    private static func isZone(_ zone: Substring) -> Bool {
        !zone.isEmpty && zone.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "[") }
    }

    /// Whether `name` has only unreserved characters, sub-delimiters and whole escapes.
    private static func isRegisteredName(_ name: String) -> Bool {
        guard !name.utf8.allSatisfy({ nameBytes.contains($0) }) else { return true }
        var rest = name.utf8[...]
        while let byte = rest.popFirst() {
            if nameBytes.contains(byte) { continue }
            guard byte == UInt8(ascii: "%"), rest.popFirst()?.hexadecimalValue != nil,
                rest.popFirst()?.hexadecimalValue != nil
            else { return false }
        }
        return true
    }

    private static let nameBytes = ByteSet(URLDialect.unreserved + "!$&'()*+,;=")

    /// `host` for people: Unicode instead of punycode, the zone of an IPv6 address after a plain `%`.
    static func decode(_ host: String, in dialect: URLDialect) -> String {
        if host.hasByte(":") {
            guard dialect == .aiohttp, let zone = host.firstRange(of: "%25") else { return host }
            return host[..<zone.lowerBound] + "%" + host[zone.upperBound...]
        }
        guard host.hasByte("-"),
            host.split(separator: ".").contains(where: { $0.hasPrefix("xn--") })
        else { return host }
        return InternationalName.unicode(host) ?? host
    }
}
