import Fetch
import HTTPValues
import Testing

@Suite("Stored and sent cookies")
struct CookieStoreTests {
    @Test(
        "A cookie is sent to paths below its own",
        arguments: [
            ("/x", "/x", true), ("/x", "/x/y", true), ("/x", "/xy", false), ("/x", "/", false), ("/x/", "/x", false),
            ("/x/", "/x/", true), ("/x/", "/x/y", true), ("/", "/anything", true), ("/", "", true),
            ("/X", "/x", false), ("/a%20b", "/a%20b/c", true),
        ])
    func paths(cookiePath: String, path: String, isSent: Bool) {
        var store = CookieStore()
        store.store(setCookie: ["a=1; Path=\(cookiePath)"], from: .plain("h.test"), now: 0)
        #expect(store.header(for: .plain("h.test", path), now: 0) == (isSent ? "a=1" : nil))
    }

    @Test(
        "A cookie is sent to the hosts of its domain",
        arguments: [
            ("a=1", "ex.org", "ex.org", true), ("a=1", "ex.org", "www.ex.org", false),
            ("a=1; Domain=ex.org", "www.ex.org", "ex.org", true),
            ("a=1; Domain=ex.org", "www.ex.org", "deep.www.ex.org", true),
            ("a=1; Domain=ex.org", "www.ex.org", "notex.org", false), ("a=1; Domain=ex.org", "ex.org", "EX.ORG", true),
            ("a=1", "[::1]", "::1", true), ("a=1", "1.2.3.4", "9.1.2.3.4", false),
            ("a=1", "localhost", "localhost", true),
            ("a=1; Domain=localhost", "localhost", "sub.localhost", false),
        ])
    func domains(line: String, from: String, to: String, isSent: Bool) {
        var store = CookieStore()
        store.store(setCookie: [line], from: .plain(from), now: 0)
        #expect(store.header(for: .plain(to), now: 0) == (isSent ? "a=1" : nil))
    }

    @Test("A Secure cookie is sent over TLS only")
    func secure() {
        var store = CookieStore()
        store.store(setCookie: ["a=1; Secure"], from: .plain("h.test"), now: 0)
        #expect(store.count == 1)
        #expect(store.header(for: .plain("h.test"), now: 0) == nil)
        #expect(store.header(for: CookieContext(host: "h.test", path: "/", isSecure: true), now: 0) == "a=1")
    }

    @Test("Longer paths come first, then older cookies")
    func order() {
        var store = CookieStore()
        store.store(setCookie: ["a=1", "b=2; Path=/sub", "c=3"], from: .plain("h.test"), now: 0)
        #expect(store.header(for: .plain("h.test"), now: 0) == "a=1; c=3")
        #expect(store.header(for: .plain("h.test", "/sub/x"), now: 0) == "b=2; a=1; c=3")
        store.store(setCookie: ["a=4"], from: .plain("h.test"), now: 0)
        #expect(store.header(for: .plain("h.test"), now: 0) == "a=4; c=3")
    }

    @Test("An expired cookie is not sent")
    func expiry() {
        var store = CookieStore()
        store.store(setCookie: ["a=1; Max-Age=10"], from: .plain("h.test"), now: 100)
        #expect(store.header(for: .plain("h.test"), now: 109.9) == "a=1")
        #expect(store.header(for: .plain("h.test"), now: 110) == nil)
        store.removeExpired(now: 110)
        #expect(store.isEmpty)
    }

    @Test(
        "The policy decides how many cookies of the same name are sent",
        arguments: [
            (CookiePolicy.httpx, "/x/y", "a=deep; a=top; b=1"), (.aiohttp, "/x/y", "a=deep; b=1"),
            (.httpx, "/", "a=top; b=1"), (.aiohttp, "/", "a=top; b=1"), (.disabled, "/", nil),
        ] as [(CookiePolicy, String, String?)])
    func sameName(policy: CookiePolicy, path: String, header: String?) {
        var store = CookieStore(policy: policy)
        store.store(setCookie: ["a=top; Path=/", "b=1", "a=deep; Path=/x"], from: .plain("h.test"), now: 0)
        #expect(store.header(for: .plain("h.test", path), now: 0) == header)
    }

    @Test("If only one cookie per name is sent, a longer domain beats a longer path")
    func domainBeforePath() {
        var store = CookieStore(policy: .aiohttp)
        store.set(Cookie(name: "a", value: "everywhere", path: "/x/y"))
        store.set(Cookie(name: "a", value: "parent", domain: "h.test", path: "/x"))
        store.set(Cookie(name: "a", value: "host", domain: "www.h.test"))
        #expect(store.header(for: .plain("www.h.test", "/x/y"), now: 0) == "a=host")
        #expect(store.header(for: .plain("h.test", "/x/y"), now: 0) == "a=parent")
        #expect(store.header(for: .plain("other.test", "/x/y"), now: 0) == "a=everywhere")
    }

    @Test("Cookies without a domain are sent to every host if the policy allows it")
    func noDomain() {
        var policy = CookiePolicy.httpx
        var store = CookieStore(policy: policy)
        store.set(Cookie(name: "a", value: "b c;d"))
        store.set(Cookie(name: "e", value: "1", domain: "h.test"))
        #expect(store.header(for: .plain("any.org"), now: 0) == "a=b c;d")
        #expect(store.header(for: .plain("www.h.test"), now: 0) == "a=b c;d; e=1")
        policy.sendsUnboundCookies = false
        store = CookieStore(policy: policy)
        store.set(Cookie(name: "a", value: "1"))
        #expect(store.header(for: .plain("any.org"), now: 0) == nil)
    }

    @Test("A request's own cookies replace stored ones of the same name")
    func requestCookies() {
        for (policy, expected) in [
            (CookiePolicy.httpx, "a=jar; b=2; a=one; u=one"), (.aiohttp, "a=one; b=2; u=one"),
            (.disabled, "a=one; u=one"),
        ] {
            var store = CookieStore(policy: policy)
            store.store(setCookie: ["a=jar", "b=2"], from: .plain("h.test"), now: 0)
            store.set(Cookie(name: "u", value: "jar"))
            #expect(store.header(for: .plain("h.test"), now: 0, adding: [("a", "one"), ("u", "one")]) == expected)
            #expect(store.header(for: .plain("h.test"), now: 0)?.contains("one") != true)
        }
    }

    @Test("The Cookie header is limited if the policy sets a limit")
    func headerLimit() throws {
        var store = CookieStore(policy: .aiohttp)
        for index in 0..<170 { store.set(Cookie(name: "c\(index)", value: "1", domain: "h.test")) }
        let many = try #require(store.header(for: .plain("h.test"), now: 0))
        #expect(many.split(separator: ";").count == 150)
        store.removeAll()
        let value = String(repeating: "x", count: 4000)
        for index in 0..<4 { store.set(Cookie(name: "c\(index)", value: value, domain: "h.test")) }
        #expect(store.header(for: .plain("h.test"), now: 0)?.utf8.count == 2 * 4003 + 2)
    }

    @Test("A full domain loses its oldest cookies")
    func fullDomain() {
        var store = CookieStore()
        for index in 0..<181 { store.store(setCookie: ["c\(index)=1"], from: .plain("h.test"), now: 0) }
        #expect(store.all.map(\.name) == (31..<181).map { "c\($0)" })
        for index in 0..<1000 { store.set(Cookie(name: "u\(index)", value: "1")) }
        #expect(store.count == 1150)
    }

    @Test("A full domain loses expired cookies first")
    func fullDomainExpiry() {
        var store = CookieStore()
        for index in 0..<181 {
            let life = (80..<180).contains(index) ? "; Max-Age=5" : ""
            store.store(setCookie: ["c\(index)=1\(life)"], from: .plain("h.test"), now: index < 180 ? 0 : 10)
        }
        #expect(store.all.map(\.name) == (0..<80).map { "c\($0)" } + ["c180"])
    }

    @Test("A full store loses expired cookies, then the oldest")
    func fullStore() {
        var store = CookieStore()
        for index in 0..<3300 {
            let life = index < 100 ? "; Max-Age=5" : ""
            store.store(setCookie: ["a=1\(life)"], from: .plain("h\(index).test"), now: 0)
        }
        #expect(store.count == 3300)
        store.store(setCookie: ["a=1"], from: .plain("new.test"), now: 10)
        #expect(store.count == 3201)
        for index in 0..<100 { store.store(setCookie: ["a=1"], from: .plain("n\(index).test"), now: 10) }
        #expect(store.count == 3000)
        #expect(store.header(for: .plain("n99.test"), now: 10) == "a=1")
        #expect(store.header(for: .plain("h100.test"), now: 10) == nil)
    }

    @Test("Cookies are removed by domain and path")
    func removal() {
        var store = CookieStore()
        store.set(Cookie(name: "a", value: "1", domain: "h.test"))
        store.set(Cookie(name: "b", value: "1", domain: "h.test", path: "/x"))
        store.set(Cookie(name: "c", value: "1", domain: "www.h.test"))
        store.clear(domain: ".H.test", path: "/x")
        #expect(store.map(\.name) == ["a", "c"])
        store.clear(domain: "h.test")
        #expect(store.map(\.name) == ["c"])
        #expect(store.removeAll { $0.domain.hasSuffix("h.test") } == 1)
        #expect(store.isEmpty)
    }

    @Test("A copy is independent")
    func copies() {
        var store = CookieStore()
        store.set(Cookie(name: "a", value: "1"))
        var copy = store
        copy.set(Cookie(name: "b", value: "2"))
        #expect(store.count == 1)
        #expect(copy.count == 2)
    }

    @Test("Random Set-Cookie lines never produce an invalid Cookie header")
    func anything() {
        let alphabet = Array("a=;,\" \t.-_/0123456789:éDomainPathExpiresMax-Age=__Host-\u{0}\r\n\u{7F}").map(
            String.init)
        var state: UInt64 = 42
        var store = CookieStore()
        for _ in 0..<5000 {
            var line = ""
            for _ in 0..<24 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                line += alphabet[Int(state >> 33) % alphabet.count]
            }
            store.store(setCookie: [line, "n=v; Domain=\(line)"], from: .plain("www.h.test"), now: 0)
        }
        #expect(store.count <= 3300)
        let headers: Headers = ["Cookie": store.header(for: .plain("www.h.test"), now: 0) ?? ""]
        #expect(throws: Never.self) { try headers.validate() }
    }
}
