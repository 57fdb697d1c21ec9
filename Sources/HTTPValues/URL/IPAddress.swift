import Glibc

/// IP addresses in a URL (RFC 3986 section 3.2.2).
enum IPAddress {
    /// Whether `text` is four dot-separated decimal numbers of any size.
    static func looksLikeIPv4(_ text: some StringProtocol) -> Bool {
        scanIPv4(text) != .other
    }

    /// Whether `text` is an IPv4 address: four numbers up to 255, without leading zeros.
    static func isIPv4(_ text: some StringProtocol) -> Bool {
        scanIPv4(text) == .address
    }

    private enum IPv4Form {
        case address, outOfRange, other
    }

    private static func scanIPv4(_ text: some StringProtocol) -> IPv4Form {
        text.utf8.withContiguousStorageIfAvailable { scanIPv4($0) }
            ?? Array(text.utf8).withUnsafeBufferPointer { scanIPv4($0) }
    }

    private static func scanIPv4(_ text: UnsafeBufferPointer<UInt8>) -> IPv4Form {
        var (dots, digits, value) = (0, 0, 0)
        var isInRange = true
        for byte in text {
            if byte.isASCIIDigit {
                isInRange = isInRange && !(digits > 0 && value == 0)
                digits += 1
                value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 1000)
            } else if byte == UInt8(ascii: "."), digits > 0 {
                isInRange = isInRange && value <= 255
                (dots, digits, value) = (dots + 1, 0, 0)
            } else {
                return .other
            }
        }
        guard dots == 3, digits > 0 else { return .other }
        return isInRange && value <= 255 ? .address : .outOfRange
    }

    /// The eight groups of an IPv6 address without a zone, or nil if `text` is not one.
    static func ipv6Groups(_ text: String) -> [UInt16]? {
        var address = in6_addr()
        guard !text.utf8.contains(0), inet_pton(AF_INET6, text, &address) == 1 else { return nil }
        return withUnsafeBytes(of: &address) { bytes in
            (0..<8).map { UInt16(bytes[$0 * 2]) << 8 | UInt16(bytes[$0 * 2 + 1]) }
        }
    }

    /// The shortest form of an IPv6 address: lowercase, with the longest run of zero groups as `::`.
    static func compressed(_ groups: [UInt16]) -> String {
        let run = longestZeroRun(groups)
        func joined(_ part: ArraySlice<UInt16>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard run.count > 1 else { return joined(groups[...]) }
        return joined(groups[..<run.lowerBound]) + "::" + joined(groups[run.upperBound...])
    }

    private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int> {
        var longest = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 {
                start = index + 1
            } else if index + 1 - start > longest.count {
                longest = start..<index + 1
            }
        }
        return longest
    }

    /// Whether system resolvers read `host` as an IPv4 address although it is not written as one, such as `127.1`,
    /// `2130706433`, `0x7f.1` or `0177.0.0.1`. A filter by name would miss such a host.
    static func isUnusualIPv4(_ host: String) -> Bool {
        guard host.utf8.first?.isASCIIDigit == true, !isIPv4(host) else { return false }
        var address = in_addr()
        return !host.utf8.contains(0) && inet_aton(host, &address) != 0
    }
}
