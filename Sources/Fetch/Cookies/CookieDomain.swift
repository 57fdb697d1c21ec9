/// The rules about hosts and paths (RFC 6265bis sections 5.1.2 to 5.1.4).
enum CookieDomain {
    /// `domain` in lower case without the one dot that old servers put in front.
    static func canonical(_ domain: String) -> String {
        let domain = domain.asciiLowercased
        return domain.utf8.first == UInt8(ascii: ".") ? String(domain.dropFirst()) : domain
    }

    /// Whether `host` is `domain` or lies below it. An address lies below nothing.
    static func matches(host: String, domain: String) -> Bool {
        if host == domain { return true }
        let host = host.utf8
        let domain = domain.utf8
        guard !domain.isEmpty, host.count > domain.count, host.suffix(domain.count).elementsEqual(domain) else {
            return false
        }
        return host.dropLast(domain.count).last == UInt8(ascii: ".") && !isAddress(host)
    }

    /// Whether `host` is an IPv4 or IPv6 address. A name whose last label is a number counts as one: nothing
    /// else is spelled like that.
    static func isAddress(_ host: some BidirectionalCollection<UInt8>) -> Bool {
        if host.contains(UInt8(ascii: ":")) { return true }
        let last = host.suffix(while: { $0 != UInt8(ascii: ".") })
        return !last.isEmpty && last.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }

    /// `host` and the domains it lies below, longest first.
    static func candidates(for host: String) -> [String] {
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

enum CookiePath {
    /// Whether a cookie of `cookiePath` goes to `path` (RFC 6265bis section 5.1.4).
    static func matches(_ path: String, cookiePath: String) -> Bool {
        let path = path.utf8
        let cookiePath = cookiePath.utf8
        guard path.starts(with: cookiePath) else { return false }
        return path.count == cookiePath.count || cookiePath.last == UInt8(ascii: "/")
            || path.dropFirst(cookiePath.count).first == UInt8(ascii: "/")
    }

    /// The directory of the request path: what a cookie without `Path` gets (RFC 6265bis section 5.1.4).
    static func directory(of path: String) -> String {
        guard path.utf8.first == UInt8(ascii: "/"), let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")),
            slash > path.startIndex
        else { return "/" }
        return String(path[..<slash])
    }
}

extension BidirectionalCollection {
    /// The longest run at the end whose elements all satisfy `predicate`.
    fileprivate func suffix(while predicate: (Element) -> Bool) -> SubSequence {
        guard let last = lastIndex(where: { !predicate($0) }) else { return self[...] }
        return self[index(after: last)...]
    }
}
