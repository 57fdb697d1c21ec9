import HTTPX

/// A client keeps the cookies that a server sets, and sends them with its next requests.
func loginHTTPX(server: String) async throws {
    try await AsyncClient.with(baseURL: server) { client in
        try await client.get("/cookies/set", params: ["session": "s3cret"], followRedirects: true)
        let cookies = try await client.get("/cookies").json["cookies"]
        print("logged in, session", cookies["session"].string ?? "none")
        print("cookies kept:", client.cookies.count)
    }
}

/// A name and password for every request of a client.
func passwordHTTPX(server: String) async throws {
    try await AsyncClient.with(baseURL: server, auth: .basic("ada", "secret")) { client in
        let response = try await client.get("/basic-auth/ada/secret")
        print(response.statusCode, try response.json["user"].string ?? "")
        let stranger = try await client.get("/basic-auth/ada/secret", auth: .none)
        print(stranger.statusCode, "without the password")
    }
}

/// Cookies of your own, for every request or for one.
func ownCookiesHTTPX(server: String) async throws {
    try await AsyncClient.with(baseURL: server, cookies: ["theme": "dark"]) { client in
        let cookies = try await client.get("/cookies", cookies: ["lang": "en"]).json["cookies"]
        print("theme", cookies["theme"].string ?? "none")
        print("lang", cookies["lang"].string ?? "none")
    }
}
