/// The rules for cookie hosts and domains (RFC 6265bis sections 5.1.2 and 5.1.3).
package enum CookieDomain {
    /// Returns `domain` in lowercase, without the single leading dot that old servers send.
    package static func canonical(_ domain: String) -> String {
        let domain = domain.asciiLowercased
        return domain.utf8.first == UInt8(ascii: ".") ? String(domain.dropFirst()) : domain
    }

    /// Whether `host` is `domain` or a subdomain of it. An IP address is never a subdomain.
    package static func matches(host: String, domain: String) -> Bool {
        if host == domain { return true }
        let host = host.utf8
        let domain = domain.utf8
        guard !domain.isEmpty, host.count > domain.count, host.suffix(domain.count).elementsEqual(domain) else {
            return false
        }
        return host.dropLast(domain.count).last == UInt8(ascii: ".") && !isAddress(host)
    }

    /// Whether `host` is an IPv4 or IPv6 address. A name with a numeric last label counts as an address, because no
    /// other host has one.
    package static func isAddress(_ host: some BidirectionalCollection<UInt8>) -> Bool {
        if host.contains(UInt8(ascii: ":")) { return true }
        let last = host.suffix(while: { $0 != UInt8(ascii: ".") })
        return !last.isEmpty && last.allSatisfy(\.isASCIIDigit)
    }

    /// Returns `host` and its parent domains, longest first. An IP address has none.
    package static func candidates(for host: String) -> [String] {
        guard !isAddress(host.utf8) else { return [host] }
        var candidates = [host]
        var rest = Substring(host)
        while let dot = rest.utf8.firstIndex(of: UInt8(ascii: ".")) {
            rest = rest[rest.utf8.index(after: dot)...]
            if !rest.isEmpty { candidates.append(String(rest)) }
        }
        return candidates
    }
}

extension BidirectionalCollection {
    /// The longest suffix whose elements all satisfy `predicate`.
    fileprivate func suffix(while predicate: (Element) -> Bool) -> SubSequence {
        guard let last = lastIndex(where: { !predicate($0) }) else { return self[...] }
        return self[index(after: last)...]
    }
}
