import HTTPValues

/// The reason a `Set-Cookie` header was rejected.
package enum CookieRejection: Error, Hashable, CaseIterable, CustomStringConvertible {
    /// The response has more cookies than ``CookiePolicy.Limits/perResponse``.
    case tooMany
    /// It contains a control character.
    case controlCharacter
    /// Its name and value exceed ``CookiePolicy.Limits/pairBytes``.
    case tooLong
    /// It has no name, or no `=` although the policy requires one.
    case noName
    /// The host is an IP address and the policy does not accept those.
    case addressHost
    /// Its domain is neither the host that sent it nor a parent domain.
    case foreignDomain
    /// Its domain is one under which anyone can register names.
    case publicSuffix
    /// It is `Secure` but arrived without TLS.
    case secureWithoutTLS
    /// It arrived without TLS and would hide or replace a `Secure` cookie.
    case overridesSecure
    /// Its name starts with `__Secure-` or `__Host-`, but it does not meet the requirements of that prefix.
    case brokenPrefix

    package var description: String {
        switch self {
        case .tooMany: "the response sets too many cookies"
        case .controlCharacter: "the cookie has a control character"
        case .tooLong: "the cookie is too long"
        case .noName: "the cookie has no name"
        case .addressHost: "the host is an IP address"
        case .foreignDomain: "the domain of the cookie is not that of the host"
        case .publicSuffix: "the domain of the cookie is a public suffix"
        case .secureWithoutTLS: "the cookie is Secure but came without TLS"
        case .overridesSecure: "the cookie came without TLS and would override a Secure one"
        case .brokenPrefix: "the cookie breaks the promise of its name's prefix"
        }
    }
}

extension CookiePolicy {
    /// Parses a `Set-Cookie` value of a response from `context` according to RFC 6265bis section 5.7. The cookie may
    /// already have expired, which deletes the stored one.
    func accept(_ line: String, from context: CookieContext, now: Double) throws(CookieRejection) -> Cookie {
        // 0x09 is the tab, the only control character allowed in a header.
        guard line.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { throw .controlCharacter }
        let parsed = SetCookie(
            parsing: line, maximumAttributes: limits.attributes, maximumAttributeBytes: limits.attributeBytes)
        guard !parsed.name.isEmpty, acceptsNameOnly || !parsed.isNameOnly else { throw .noName }
        guard parsed.name.utf8.count + parsed.value.utf8.count <= limits.pairBytes else { throw .tooLong }
        guard acceptsIPAddressHosts || !CookieDomain.isAddress(context.host.utf8) else { throw .addressHost }
        let isHostOnly = try isHostOnly(parsed.domain, from: context.host)
        guard !parsed.isSecure || acceptsSecureWithoutTLS || isSecure(context) else { throw .secureWithoutTLS }
        let cookie = Cookie(
            name: parsed.name, value: parsed.value, domain: isHostOnly ? context.host : parsed.domain,
            path: parsed.path ?? CookiePath.directory(of: context.path), expires: expiry(of: parsed, now: now),
            isHostOnly: isHostOnly, isSecure: parsed.isSecure, isHTTPOnly: parsed.isHTTPOnly,
            sameSite: parsed.sameSite, isNameOnly: parsed.isNameOnly)
        guard keepsPromise(of: parsed, as: cookie, from: context) else { throw .brokenPrefix }
        return cookie
    }

    /// Whether a `Secure` cookie may be sent to or set by `context`.
    func isSecure(_ context: CookieContext) -> Bool {
        context.isSecure || hostsTreatedAsSecure.contains(context.host)
    }

    private func isHostOnly(_ domain: String, from host: String) throws(CookieRejection) -> Bool {
        if domain.isEmpty { return true }
        let isPublic = !domain.utf8.contains(UInt8(ascii: ".")) || publicSuffixes.contains(domain)
        // A host may name itself even if it cannot be a domain for subdomains, such as `localhost` or an address.
        if domain == host { return isPublic || CookieDomain.isAddress(host.utf8) }
        guard CookieDomain.matches(host: host, domain: domain) else { throw .foreignDomain }
        guard !isPublic, domain.utf8.last != UInt8(ascii: ".") else { throw .publicSuffix }
        return false
    }

    private func expiry(of parsed: SetCookie, now: Double) -> Double? {
        // Later dates are clamped to the last second of the year 9999.
        parsed.maxAge.map { $0 <= 0 ? now : min(now + $0, 253_402_300_799) } ?? parsed.expires
    }

    /// RFC 6265bis section 4.1.3. Case is ignored because servers may ignore it, too.
    private func keepsPromise(of parsed: SetCookie, as cookie: Cookie, from context: CookieContext) -> Bool {
        let name = cookie.name.asciiLowercased
        let isTrusted = cookie.isSecure && isSecure(context)
        if name.hasPrefix("__host-") { return isTrusted && parsed.domain.isEmpty && parsed.path == "/" }
        return isTrusted || !name.hasPrefix("__secure-")
    }
}
