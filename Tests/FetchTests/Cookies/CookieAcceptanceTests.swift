import Fetch
import HTTPValues
import Testing

@Suite("Accepted and rejected cookies")
struct CookieAcceptanceTests {
    private static let now = 1_000_000_000.0

    struct Kept: Sendable, CustomTestStringConvertible {
        let line: String
        var host = "www.example.com"
        var path = "/"
        var expected: Cookie
        var testDescription: String { line }

        init(_ line: String, host: String = "www.example.com", path: String = "/", _ expected: Cookie) {
            (self.line, self.host, self.path, self.expected) = (line, host, path, expected)
        }
    }

    private static func hostCookie(
        _ name: String, _ value: String, path: String = "/", expires: Double? = nil, isSecure: Bool = false,
        isHTTPOnly: Bool = false, sameSite: Cookie.SameSite? = nil
    ) -> Cookie {
        Cookie(
            name: name, value: value, domain: "www.example.com", path: path, expires: expires, isHostOnly: true,
            isSecure: isSecure, isHTTPOnly: isHTTPOnly, sameSite: sameSite)
    }

    @Test(
        "An acceptable cookie is kept",
        arguments: [
            Kept("a=1", hostCookie("a", "1")), Kept(" a = 1 ;", hostCookie("a", "1")), Kept("a=", hostCookie("a", "")),
            Kept("a=b=c", hostCookie("a", "b=c")), Kept("a=\"b c\"", hostCookie("a", "\"b c\"")),
            Kept("a=b,c", hostCookie("a", "b,c")), Kept("a=é", hostCookie("a", "é")),
            Kept("a=b\tc", hostCookie("a", "b\tc")),
            Kept("a=1; Path=/x", hostCookie("a", "1", path: "/x")), Kept("a=1; path=x", hostCookie("a", "1")),
            Kept("a=1; path=/x; path=x", hostCookie("a", "1")),
            Kept("a=1; PATH=/x/", hostCookie("a", "1", path: "/x/")),
            Kept("a=1", path: "/a/b", hostCookie("a", "1", path: "/a")),
            Kept("a=1", path: "/a/", hostCookie("a", "1", path: "/a")),
            Kept("a=1", path: "/a", hostCookie("a", "1")), Kept("a=1", path: "*", hostCookie("a", "1")),
            Kept("a=1; Secure; HttpOnly", hostCookie("a", "1", isSecure: true, isHTTPOnly: true)),
            Kept("a=1; SameSite=LAX", hostCookie("a", "1", sameSite: .lax)),
            Kept("a=1; SameSite=odd", hostCookie("a", "1")),
            Kept("a=1; Unknown; ; =; =x", hostCookie("a", "1")),
            Kept("a=1; Max-Age=60", hostCookie("a", "1", expires: now + 60)),
            Kept("a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", hostCookie("a", "1", expires: now + 60)),
            Kept("a=1; Max-Age=99999999999999999999999", hostCookie("a", "1", expires: 253_402_300_799)),
            Kept("a=1; Max-Age=x", hostCookie("a", "1")), Kept("a=1; Max-Age=+1", hostCookie("a", "1")),
            Kept("a=1; Max-Age=1e9", hostCookie("a", "1")), Kept("a=1; Max-Age=-", hostCookie("a", "1")),
            Kept("a=1; Expires=never", hostCookie("a", "1")),
            Kept("a=1; Expires=Fri, 31-Dec-9999 23:59:59 GMT", hostCookie("a", "1", expires: 253_402_300_799)),
            Kept("a=1; Domain=", hostCookie("a", "1")),
            Kept("a=1; Domain=WWW.Example.com", Cookie(name: "a", value: "1", domain: "www.example.com")),
            Kept("a=1; Domain=example.com", Cookie(name: "a", value: "1", domain: "example.com")),
            Kept("a=1; Domain=.example.com", Cookie(name: "a", value: "1", domain: "example.com")),
            Kept("a=1; Domain=other.org; Domain=example.com", Cookie(name: "a", value: "1", domain: "example.com")),
            Kept(
                "a=1; Domain=localhost", host: "localhost",
                Cookie(name: "a", value: "1", domain: "localhost", isHostOnly: true)),
            Kept(
                "a=1; Domain=127.0.0.1", host: "127.0.0.1",
                Cookie(name: "a", value: "1", domain: "127.0.0.1", isHostOnly: true)),
            Kept("a=1", host: "[::1]", Cookie(name: "a", value: "1", domain: "::1", isHostOnly: true)),
            Kept("__Secure-a=1; Secure", hostCookie("__Secure-a", "1", isSecure: true)),
            Kept("__Host-a=1; Secure; Path=/", hostCookie("__Host-a", "1", isSecure: true)),
        ])
    func accepted(_ kept: Kept) {
        var store = CookieStore()
        let context = CookieContext(host: kept.host, path: kept.path, isSecure: true)
        #expect(store.store(setCookie: [kept.line], from: context, now: Self.now) == nil)
        #expect(store.all == [kept.expected])
    }

    @Test(
        "A bad cookie is rejected with a reason",
        arguments: [
            ("=x", "example.com", .noName), ("", "example.com", .noName), ("=", "example.com", .noName),
            ("; Path=/", "example.com", .noName),
            ("a=1\u{1}", "example.com", .controlCharacter), ("a=1\r\nb: c", "example.com", .controlCharacter),
            ("a=1; x=\u{7F}", "example.com", .controlCharacter), ("a\0=1", "example.com", .controlCharacter),
            ("a=1; Domain=other.org", "example.com", .foreignDomain),
            ("a=1; Domain=www.example.com", "example.com", .foreignDomain),
            ("a=1; Domain=ample.com", "example.com", .foreignDomain),
            ("a=1; Domain=..com", "example.com", .foreignDomain),
            ("a=1; Domain=0.0.1", "127.0.0.1", .foreignDomain), ("a=1; Domain=1", "127.0.0.1", .foreignDomain),
            ("a=1; Domain=com", "example.com", .publicSuffix), ("a=1; Domain=.com", "example.com", .publicSuffix),
            ("a=1; Domain=com.", "example.com.", .publicSuffix),
            ("a=1; Domain=co.uk", "example.co.uk", .publicSuffix),
            ("__Secure-a=1", "example.com", .brokenPrefix), ("__secure-a=1", "example.com", .brokenPrefix),
            ("__Host-a=1; Path=/", "example.com", .brokenPrefix), ("__Host-a=1; Secure", "example.com", .brokenPrefix),
            ("__Host-a=1; Secure; Path=/x", "example.com", .brokenPrefix), ("__Host-a", "example.com", .brokenPrefix),
            ("__HOST-a=1; Secure; Path=/; Domain=example.com", "example.com", .brokenPrefix),
        ] as [(String, String, CookieRejection)])
    func refused(line: String, host: String, reason: CookieRejection) {
        var policy = CookiePolicy.httpx
        policy.publicSuffixes = ["co.uk"]
        var store = CookieStore(policy: policy)
        let context = CookieContext(host: host, path: "/", isSecure: true)
        #expect(store.store(setCookie: [line], from: context, now: Self.now) == reason)
        #expect(store.isEmpty)
        #expect(!reason.description.isEmpty)
    }

    @Test("A public suffix may only set cookies for itself")
    func publicSuffix() {
        var policy = CookiePolicy.httpx
        policy.publicSuffixes = ["github.io"]
        var store = CookieStore(policy: policy)
        store.store(setCookie: ["a=1; Domain=github.io"], from: .plain("github.io"), now: 0)
        #expect(store.all == [Cookie(name: "a", value: "1", domain: "github.io", isHostOnly: true)])
    }

    @Test(
        "The policy decides about a Secure cookie received over plain HTTP",
        arguments: [("__Secure-a=1; Secure", true), ("a=1; Secure", false)])
    func secureOverPlainHTTP(line: String, isPromise: Bool) {
        for policy in [CookiePolicy.httpx, .aiohttp] {
            var store = CookieStore(policy: policy)
            #expect(store.store(setCookie: [line], from: .plain("h.test"), now: 0) == (isPromise ? .brokenPrefix : nil))
        }
        var strict = CookiePolicy.aiohttp
        strict.acceptsSecureWithoutTLS = false
        var strictStore = CookieStore(policy: strict)
        #expect(strictStore.store(setCookie: [line], from: .plain("h.test"), now: 0) == .secureWithoutTLS)
        var local = strict
        local.hostsTreatedAsSecure = CookiePolicy.localHosts
        var localStore = CookieStore(policy: local)
        #expect(localStore.store(setCookie: [line], from: .plain("localhost"), now: 0) == nil)
        #expect(localStore.header(for: .plain("localhost"), now: 0) != nil)
    }

    @Test("The policy decides about a name without a value")
    func nameAlone() {
        var httpx = CookieStore(policy: .httpx)
        httpx.store(setCookie: ["novalue; Path=/"], from: .plain("h.test"), now: 0)
        #expect(httpx.header(for: .plain("h.test"), now: 0) == "novalue")
        httpx.store(setCookie: ["novalue=1; Path=/"], from: .plain("h.test"), now: 0)
        #expect(httpx.header(for: .plain("h.test"), now: 0) == "novalue=1")
        var aiohttp = CookieStore(policy: .aiohttp)
        #expect(aiohttp.store(setCookie: ["novalue"], from: .plain("h.test"), now: 0) == .noName)
    }

    @Test("The policy decides about cookies from IP addresses", arguments: ["127.0.0.1", "::1"])
    func addresses(host: String) {
        var httpx = CookieStore(policy: .httpx)
        httpx.store(setCookie: ["a=1"], from: .plain(host), now: 0)
        #expect(httpx.header(for: .plain(host), now: 0) == "a=1")
        var aiohttp = CookieStore(policy: .aiohttp)
        #expect(aiohttp.store(setCookie: ["a=1"], from: .plain(host), now: 0) == .addressHost)
        aiohttp.set(Cookie(name: "b", value: "2"))
        #expect(aiohttp.header(for: .plain(host), now: 0) == "b=2")
    }

    @Test(
        "An expired cookie is deleted",
        arguments: [
            "Max-Age=0", "Max-Age=-1", "Max-Age=-99999999999999999999", "Expires=Thu, 01 Jan 1970 00:00:00 GMT",
            "Expires=Thu, 01 Jan 1970 00:00:01 GMT", "Expires=Sun, 09 Sep 2001 01:46:40 GMT",
            "Max-Age=0; Expires=Fri, 31 Dec 2100 23:59:59 GMT",
        ], [CookiePolicy.httpx, .aiohttp])
    func expired(attribute: String, policy: CookiePolicy) {
        var store = CookieStore(policy: policy)
        store.store(setCookie: ["a=1", "b=2"], from: .plain("h.test"), now: Self.now)
        #expect(store.store(setCookie: ["a=; \(attribute)"], from: .plain("h.test"), now: Self.now) == nil)
        #expect(store.all.map(\.name) == ["b"])
        store.store(setCookie: ["a=; Path=/other; \(attribute)"], from: .plain("h.test"), now: Self.now)
        #expect(store.count == 1)
    }

    @Test("A pair that is too long is rejected, and an attribute that is too long is ignored")
    func lengths() {
        var store = CookieStore()
        let exact = "a=" + String(repeating: "x", count: 4095)
        #expect(store.store(setCookie: [exact], from: .plain("h.test"), now: 0) == nil)
        #expect(store.store(setCookie: [exact + "x"], from: .plain("h.test"), now: 0) == .tooLong)
        #expect(store.count == 1)
        let long = "/" + String(repeating: "p", count: 1024)
        store.store(setCookie: ["b=1; Path=\(long)", "c=1; Path=\(long.dropLast())"], from: .plain("h.test"), now: 0)
        #expect(store.all.dropFirst().map { $0.path.count } == [1, 1024])
    }

    @Test("Attributes after the thirty-second are ignored")
    func attributeCount() {
        var store = CookieStore()
        let filler = String(repeating: "; x=y", count: 31)
        store.store(setCookie: ["a=1\(filler); Path=/p", "b=1\(filler); x; Path=/p"], from: .plain("h.test"), now: 0)
        #expect(store.all.map(\.path) == ["/p", "/"])
    }

    @Test("A response sets at most fifty cookies")
    func cookiesPerResponse() {
        var store = CookieStore()
        let lines = (0..<60).map { "c\($0)=1" }
        #expect(store.store(setCookie: lines, from: .plain("h.test"), now: 0) == .tooMany)
        #expect(store.all.map(\.name) == (0..<50).map { "c\($0)" })
    }

    @Test("The first reason for a rejection is reported")
    func firstReason() {
        var store = CookieStore()
        let lines = ["a=1", "b=1; Domain=com", "=x", "c=1"]
        #expect(store.store(setCookie: lines, from: .plain("h.com"), now: 0) == .publicSuffix)
        #expect(store.all.map(\.name) == ["a", "c"])
    }

    @Test(
        "A cookie set over plain HTTP does not overwrite a Secure one",
        arguments: [
            // Set over TLS, then over plain HTTP. Rejected if the second would hide or replace the first.
            ("a=1; Secure", "a=2", "h.test", true), ("a=1; Secure; Path=/x", "a=2; Path=/x/y", "h.test", true),
            ("a=1; Secure; Path=/x", "a=2; Path=/", "h.test", false), ("a=1; Secure", "b=2", "h.test", false),
            ("a=1; Secure; Domain=h.test", "a=2", "www.h.test", true),
            ("a=1; Secure", "a=2; Domain=h.test", "www.h.test", true), ("a=1; Secure", "a=2", "other.test", false),
            ("a=1; Secure", "a=; Max-Age=0", "h.test", true), ("a=1", "a=2", "h.test", false),
        ])
    func secureCookiesStay(first: String, second: String, host: String, isRefused: Bool) {
        var store = CookieStore()
        let origin = first.contains("Domain") || host != "www.h.test" ? "h.test" : "www.h.test"
        let secure = CookieContext(host: origin, path: "/", isSecure: true)
        #expect(store.store(setCookie: [first], from: secure, now: 0) == nil)
        let expected: CookieRejection? = isRefused ? .overridesSecure : nil
        #expect(store.store(setCookie: [second], from: .plain(host), now: 0) == expected)
        #expect(store.all.contains { $0.value == "1" } == (isRefused || !(first == "a=1")))
    }

    @Test("A Secure cookie of a subdomain is not hidden by one set for its parent")
    func secureSubdomain() {
        var store = CookieStore()
        let secure = CookieContext(host: "deep.www.h.test", path: "/", isSecure: true)
        store.store(setCookie: ["a=1; Secure"], from: secure, now: 0)
        let reason = store.store(setCookie: ["a=2; Domain=h.test"], from: .plain("www.h.test"), now: 0)
        #expect(reason == .overridesSecure)
    }
}

extension CookieContext {
    /// The context of a path on `host` without TLS.
    static func plain(_ host: String, _ path: String = "/") -> CookieContext {
        CookieContext(host: host, path: path, isSecure: false)
    }
}
