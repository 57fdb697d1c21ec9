import AIOHTTP

/// A session keeps the cookies that a server sets, and sends them with its next requests. Cookies of servers without a
/// name, such as 127.0.0.1, are kept only by a jar that allows it.
func loginAIOHTTP(server: String) async throws {
    try await ClientSession.with(server, cookieJar: CookieJar(unsafe: true)) { session in
        try await session.get("/cookies/set", params: ["session": "s3cret"])
        let cookies = try await session.get("/cookies").json()["cookies"]
        print("logged in, session", cookies["session"].string ?? "none")
        print("cookies kept:", session.cookieJar.count)
    }
}

/// A name and password for every request of a session.
func passwordAIOHTTP(server: String) async throws {
    try await ClientSession.with(server, auth: .basic("ada", "secret")) { session in
        try await session.get("/basic-auth/ada/secret") { response in
            print(response.status, try await response.json()["user"].string ?? "")
        }
        try await session.get("/basic-auth/ada/secret", auth: .none) { stranger in
            print(stranger.status, "without the password")
        }
    }
}

/// Cookies of your own, for every request or for one.
func ownCookiesAIOHTTP(server: String) async throws {
    let jar = CookieJar(unsafe: true)
    try await ClientSession.with(server, cookies: ["theme": "dark"], cookieJar: jar) { session in
        let cookies = try await session.get("/cookies", cookies: ["lang": "en"]).json()["cookies"]
        print("theme", cookies["theme"].string ?? "none")
        print("lang", cookies["lang"].string ?? "none")
    }
}
