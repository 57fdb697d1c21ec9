import Fetch
import HTTPValues
import Synchronization
import Testing

@Suite("Cookie jar")
struct CookieJarTests {
    @Test("A cookie is looked up by name, domain and path")
    func lookup() throws {
        let jar: CookieJar = ["a": "1"]
        #expect(try jar.get("a") == "1")
        #expect(try jar.get("b") == nil)
        jar.set(name: "a", value: "2", domain: "h.test")
        jar.set(name: "a", value: "3", domain: "h.test", path: "/x")
        let conflict = #expect(throws: CookieConflict.self) { try jar.get("a") }
        #expect(conflict?.description == "Multiple cookies exist with name=a")
        #expect(throws: CookieConflict.self) { try jar.get("a", domain: "h.test") }
        #expect(try jar.get("a", domain: ".H.test", path: "/x") == "3")
        #expect(try jar.get("a", domain: "") == "1")
        #expect(try jar.get("a", path: "/x") == "3")
        #expect(jar.remove("a", domain: "h.test", path: "/"))
        #expect(!jar.remove("a", domain: "h.test", path: "/"))
        #expect(jar.all.map(\.value) == ["1", "3"])
    }

    @Test("A jar can be created from a dictionary")
    func dictionary() {
        let jar = CookieJar(["b": "2", "a": "1"])
        #expect(jar.header(for: .plain("any.test")) == "a=1; b=2")
        let literal: CookieJar = ["b": "2", "a": "1"]
        #expect(literal.header(for: .plain("any.test")) == "b=2; a=1")
        #expect(CookieJar().isEmpty)
    }

    @Test("Clearing removes all cookies, or those of a domain or path")
    func clearing() {
        func filled() -> CookieJar {
            let jar: CookieJar = ["a": "1"]
            jar.set(name: "b", value: "2", domain: "h.test")
            jar.set(name: "c", value: "3", domain: "h.test", path: "/x")
            return jar
        }
        for (domain, path, left) in [
            (nil, nil, []), ("h.test", nil, ["a"]), ("h.test", "/x", ["a", "b"]), (nil, "/x", ["a", "b"]),
        ] as [(String?, String?, [String])] {
            let jar = filled()
            jar.clear(domain: domain, path: path)
            #expect(jar.all.map(\.name) == left)
        }
    }

    @Test("Updating adds and replaces cookies")
    func updating() throws {
        let jar: CookieJar = ["a": "1", "b": "2"]
        jar.update(["b": "3", "c": "4"])
        jar.update(jar)
        #expect(jar.header(for: .plain("any.test")) == "a=1; b=3; c=4")
    }

    @Test("The clock decides what has expired")
    func clock() throws {
        let clock = Clock()
        let jar = CookieJar(policy: .httpx) { clock.now.load(ordering: .relaxed) == 0 ? 100 : 200 }
        jar.store(setCookie: ["a=1; Max-Age=50", "b=2"], from: .plain("h.test"))
        #expect(jar.count == 2)
        #expect(try jar.get("a") == "1")
        clock.now.store(1, ordering: .relaxed)
        #expect(jar.all.map(\.name) == ["b"])
        #expect(try jar.get("a") == nil)
        #expect(jar.cookies(for: .plain("h.test")).map(\.name) == ["b"])
    }

    @Test("A disabled jar keeps nothing")
    func disabled() {
        let jar = CookieJar(["a": "1"], policy: .disabled)
        jar.store(setCookie: ["b=1"], from: .plain("h.test"))
        #expect(jar.isEmpty)
        #expect(jar.header(for: .plain("h.test"), adding: [("c", "1")]) == "c=1")
    }

    @Test("Saved cookies are restored unchanged")
    func archive() throws {
        let jar = CookieJar(policy: .httpx) { 100 }
        let context = CookieContext(host: "www.h.test", path: "/p/q", isSecure: true)
        jar.store(
            setCookie: [
                "host=1", "domain=\"é\"; Domain=h.test; Path=/", "alone", "__Host-s=1; Secure; Path=/",
                "all=1; Secure; HttpOnly; SameSite=Strict; Max-Age=900.5; Max-Age=900", "short=1; Max-Age=5",
            ], from: context)
        jar.set(name: "mine", value: "1")
        #expect(jar.count == 7)
        let later = CookieJar(policy: .httpx) { 200 }
        try later.load(jar.save())
        #expect(later.all == jar.all.filter { $0.name != "short" })
        #expect(later.header(for: .plain("h.test", "/p/q")) == "domain=\"é\"; mine=1")
        try later.load(later.save())
        #expect(later.count == 6)
    }

    @Test(
        "Loading an invalid archive throws and changes nothing",
        arguments: [
            "", "{}", "[]", "null", "{\"version\":2,\"cookies\":[]}", "{\"version\":1}",
            "{\"version\":1,\"cookies\":[1]}", "{\"version\":1,\"cookies\":[{\"name\":\"a\"}]}",
            "{\"version\":1,\"cookies\":[{\"name\":\"\",\"value\":\"\",\"domain\":\"\",\"path\":\"/\"}]}",
            "{\"version\":1,\"cookies\":[{\"name\":\"a\",\"value\":\"b\\r\\nc\",\"domain\":\"\",\"path\":\"/\"}]}",
            "{\"version\":1,\"cookies\":[{\"name\":\"a\",\"value\":\"b\",\"domain\":\"\",\"path\":\"/\",\"expires\":\"x\"}]}",
        ])
    func badArchive(text: String) {
        let jar: CookieJar = ["a": "1"]
        let error = #expect(throws: CookieJar.ArchiveError.self) { try jar.load(text) }
        #expect(error?.reason.isEmpty == false)
        #expect(jar.count == 1)
    }

    @Test("Descriptions do not show values")
    func description() {
        let jar: CookieJar = ["token": "s3cret"]
        #expect(!"\(jar)\(jar.all)".contains("s3cret"))
    }

    @Test("A jar can be shared by threads")
    func threads() async {
        let jar = CookieJar()
        await withTaskGroup { group in
            for worker in 0..<4 {
                group.addTask {
                    for index in 0..<50 {
                        jar.store(setCookie: ["c\(index)=\(worker)"], from: .plain("h\(worker).test"))
                        _ = jar.header(for: .plain("h\(worker).test"))
                    }
                }
            }
        }
        #expect(jar.count == 200)
    }

    private final class Clock: Sendable {
        let now = Atomic(0)
    }
}
