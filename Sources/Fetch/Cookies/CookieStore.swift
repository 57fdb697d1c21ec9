import HTTPValues

/// The cookies of a client as a value: the cookie store of RFC 6265bis section 5.7.
///
/// Cookies are looked up by domain, so the time for a request does not grow with the size of the store.
package struct CookieStore: Sendable {
    private struct Entry: Sendable {
        var cookie: Cookie
        /// Determines the order in which cookies are sent and listed: when they were first set.
        let created: UInt64
        /// Determines which cookies are dropped when there is no room: the oldest.
        var stored: UInt64
    }

    /// The policy that decides which cookies are stored and sent.
    package let policy: CookiePolicy
    /// The number of cookies, including expired ones that have not been removed yet.
    package private(set) var count = 0
    private var domains: [String: [Entry]] = [:]
    private var ticks: UInt64 = 0

    /// Creates an empty store.
    package init(policy: CookiePolicy = .httpx) {
        self.policy = policy
    }

    /// Whether there are no cookies.
    package var isEmpty: Bool { count == 0 }

    /// All cookies, in the order in which they were first set.
    package var all: [Cookie] {
        domains.values.joined().sorted { $0.created < $1.created }.map(\.cookie)
    }

    // MARK: - Responses

    /// Stores the cookies set by a response.
    ///
    /// - Parameters:
    ///   - values: The `Set-Cookie` headers of the response.
    ///   - context: The URL of the request.
    ///   - now: The time in seconds since 1970.
    /// - Returns: The reason for the first rejection, if any, so that a response causes at most one log line.
    @discardableResult
    package mutating func store(setCookie values: [String], from context: CookieContext, now: Double)
        -> CookieRejection?
    {
        guard policy.isEnabled else { return nil }
        var rejection: CookieRejection?
        for value in values.prefix(Swift.max(policy.limits.perResponse, 0)) {
            do throws(CookieRejection) {
                let cookie = try policy.accept(value, from: context, now: now)
                try checkSecureOverride(by: cookie, from: context)
                put(cookie, now: now)
            } catch {
                rejection = rejection ?? error
            }
        }
        makeRoom(now: now)
        return rejection ?? (values.count > policy.limits.perResponse ? .tooMany : nil)
    }

    /// RFC 6265bis section 5.7, "leave secure cookies alone": a response without TLS may not hide or replace cookies
    /// set over TLS.
    private func checkSecureOverride(by cookie: Cookie, from context: CookieContext) throws(CookieRejection) {
        guard !cookie.isSecure, !policy.isSecure(context) else { return }
        let isHidden = { (entry: Entry) in
            let kept = entry.cookie
            return kept.isSecure && kept.name == cookie.name
                && CookiePath.matches(cookie.path, cookiePath: kept.path)
        }
        let above = CookieDomain.candidates(for: cookie.domain)
        var isRefused = above.contains { domains[$0]?.contains(where: isHidden) == true }
        if !cookie.isHostOnly, !isRefused {
            isRefused = domains.contains { domain, entries in
                CookieDomain.matches(host: domain, domain: cookie.domain) && entries.contains(where: isHidden)
            }
        }
        if isRefused { throw .overridesSecure }
    }

    // MARK: - Requests

    /// Returns the cookies for a request. The longest path comes first, then the cookie that was set first
    /// (RFC 6265bis section 5.8.3).
    package func cookies(for context: CookieContext, now: Double) -> [Cookie] {
        guard policy.isEnabled, count > 0 else { return [] }
        var found: [Entry] = []
        for domain in CookieDomain.candidates(for: context.host) + [""] {
            guard let entries = domains[domain] else { continue }
            let isHost = domain == context.host
            found += entries.filter { isSent($0.cookie, isHost: isHost, to: context, now: now) }
        }
        found.sort { left, right in
            let lengths = (left.cookie.path.utf8.count, right.cookie.path.utf8.count)
            return lengths.0 == lengths.1 ? left.created < right.created : lengths.0 > lengths.1
        }
        guard policy.sendsOnlyMostSpecific else { return found.map(\.cookie) }
        return Self.mostSpecific(found.map(\.cookie))
    }

    /// Returns the `Cookie` header for a request, or nil if there are no cookies to send.
    ///
    /// - Parameters:
    ///   - context: The URL of the request.
    ///   - now: The time in seconds since 1970.
    ///   - given: Cookies for this request only. They follow the stored ones and replace those with the same name: all
    ///     of them if the policy sends one cookie per name, otherwise only those without a domain.
    package func header(
        for context: CookieContext, now: Double, adding given: [(name: String, value: String)] = []
    ) -> String? {
        var cookies = cookies(for: context, now: now)
        if !given.isEmpty {
            let names = Set(given.map(\.name))
            cookies.removeAll { names.contains($0.name) && (policy.sendsOnlyMostSpecific || $0.domain.isEmpty) }
            cookies += given.map { Cookie(name: $0.name, value: $0.value) }
        }
        cookies = Array(cookies.prefix(Swift.max(policy.limits.sentCookies ?? .max, 0)))
        if policy.sortsByName { cookies.sort { $0.name < $1.name } }
        var header = ""
        for cookie in cookies {
            let pair = cookie.pair
            guard header.utf8.count + 2 + pair.utf8.count <= policy.limits.sentBytes ?? .max else { break }
            header += header.isEmpty ? pair : "; " + pair
        }
        return header.isEmpty ? nil : header
    }

    private func isSent(_ cookie: Cookie, isHost: Bool, to context: CookieContext, now: Double) -> Bool {
        if cookie.domain.isEmpty { guard policy.sendsUnboundCookies else { return false } }
        return (isHost || !cookie.isHostOnly || cookie.domain.isEmpty)
            && (!cookie.isSecure || policy.isSecure(context))
            && !cookie.isExpired(at: now) && CookiePath.matches(context.path, cookiePath: cookie.path)
    }

    /// For each name, keeps the cookie with the longest domain, then path.
    private static func mostSpecific(_ cookies: [Cookie]) -> [Cookie] {
        var best: [String: Cookie] = [:]
        for cookie in cookies {
            let size = (cookie.domain.utf8.count, cookie.path.utf8.count)
            if let other = best[cookie.name], (other.domain.utf8.count, other.path.utf8.count) >= size { continue }
            best[cookie.name] = cookie
        }
        return cookies.filter { best[$0.name] == $0 }
    }

    // MARK: - Users

    /// Stores `cookie` as is. It replaces one with the same name, domain, path and ``Cookie/isHostOnly``.
    package mutating func set(_ cookie: Cookie) {
        guard policy.isEnabled else { return }
        put(cookie, now: -.infinity)
    }

    /// Returns the cookies with this name, and this domain and path if given.
    package func named(_ name: String, domain: String? = nil, path: String? = nil) -> [Cookie] {
        if let domain { return named(name, in: CookieDomain.canonical(domain), path) }
        return all.filter { $0.name == name && path ?? $0.path == $0.path }
    }

    private func named(_ name: String, in domain: String, _ path: String?) -> [Cookie] {
        (domains[domain] ?? []).map(\.cookie).filter { $0.name == name && path ?? $0.path == $0.path }
    }

    /// Removes all cookies for which `shouldRemove` returns true. Returns their number.
    @discardableResult
    package mutating func removeAll(where shouldRemove: (Cookie) -> Bool) -> Int {
        let before = count
        for domain in domains.keys { removeAll(in: domain, where: shouldRemove) }
        return before - count
    }

    /// Removes the cookies of `domain`, or only those with `path` if given.
    package mutating func clear(domain: String, path: String? = nil) {
        removeAll(in: CookieDomain.canonical(domain)) { path ?? $0.path == $0.path }
    }

    /// Removes all cookies.
    package mutating func removeAll() {
        domains = [:]
        count = 0
    }

    /// Removes the cookies that have expired at `now`, in seconds since 1970.
    package mutating func removeExpired(now: Double) {
        removeAll { $0.isExpired(at: now) }
    }

    // MARK: - Storage

    private mutating func put(_ cookie: Cookie, now: Double) {
        ticks += 1
        // Removed from the dictionary so that changing the array does not copy it.
        var entries = domains.removeValue(forKey: cookie.domain) ?? []
        count -= entries.count
        let place = entries.firstIndex {
            $0.cookie.name == cookie.name && $0.cookie.path == cookie.path
                && $0.cookie.isHostOnly == cookie.isHostOnly
        }
        switch (place, cookie.isExpired(at: now)) {
        case (let place?, true): entries.remove(at: place)
        case (let place?, false):
            entries[place].cookie = cookie
            entries[place].stored = ticks
        case (nil, true): break
        case (nil, false): entries.append(Entry(cookie: cookie, created: ticks, stored: ticks))
        }
        if !cookie.domain.isEmpty, entries.count > policy.limits.perDomain {
            entries.removeAll { $0.cookie.isExpired(at: now) }
            Self.keepNewest(policy.limits.perDomainKept, of: &entries, over: policy.limits.perDomain)
        }
        count += entries.count
        if !entries.isEmpty { domains[cookie.domain] = entries }
    }

    /// Makes room in the store. Removes many cookies at once, so that it is rarely needed.
    private mutating func makeRoom(now: Double) {
        guard count > policy.limits.total else { return }
        removeExpired(now: now)
        guard count > policy.limits.total else { return }
        var entries = Array(domains.values.joined())
        Self.keepNewest(policy.limits.totalKept, of: &entries, over: policy.limits.total)
        domains = Dictionary(grouping: entries.sorted { $0.created < $1.created }, by: \.cookie.domain)
        count = entries.count
    }

    private static func keepNewest(_ kept: Int, of entries: inout [Entry], over limit: Int) {
        guard entries.count > limit else { return }
        let kept = Swift.max(Swift.min(kept, limit), 0)
        let newest = Set(entries.sorted { $0.stored > $1.stored }.prefix(kept).map(\.stored))
        entries.removeAll { !newest.contains($0.stored) }
    }

    private mutating func removeAll(in domain: String, where shouldRemove: (Cookie) -> Bool) {
        guard var entries = domains.removeValue(forKey: domain) else { return }
        count -= entries.count
        entries.removeAll { shouldRemove($0.cookie) }
        count += entries.count
        if !entries.isEmpty { domains[domain] = entries }
    }
}

extension CookieStore: Sequence {
    /// Iterates over ``all``.
    package func makeIterator() -> IndexingIterator<[Cookie]> {
        all.makeIterator()
    }
}
