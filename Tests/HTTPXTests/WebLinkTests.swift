import HTTPX
import Testing

/// Link headers (RFC 8288 section 3).
@Suite struct WebLinkTests {
    private func links(_ values: String...) async throws -> [String: WebLink] {
        let headers = Headers(values.map { ("Link", $0) })
        let transport = MockTransport { _ in MockResponse(headers: headers) }
        return try await AsyncClient.with(ClientOptions(transport: transport)) { client in
            try await client.get("http://mock.test/").links
        }
    }

    @Test(
        "A link is found by its relation or by its URL",
        arguments: [
            ("</2>; rel=next", "next", "/2"),
            (#"</2>; rel="next""#, "next", "/2"),
            ("</2>;rel=next ; title=x", "next", "/2"),
            ("  </2>  ;  REL = next", "next", "/2"),
            ("</2>", "/2", "/2"),
            (#"</a,b;c>; rel="x""#, "x", "/a,b;c"),
            (#"</2>; title="a, b; c \" d"; rel=next"#, "next", "/2"),
            ("</2>; rel=next; rel=prev", "next", "/2"),
            ("<>; rel=self", "self", ""),
        ])
    func found(_ value: String, _ key: String, _ url: String) async throws {
        let links = try await links(value)
        #expect(links.count == 1)
        #expect(links[key]?.url == url)
    }

    @Test(
        "Malformed links are skipped",
        arguments: ["", ",", ";", "next", "/2; rel=next", "</2; rel=next", "\"", "rel=next; </2>"])
    func skipped(_ value: String) async throws {
        #expect(try await links(value, "</3>; rel=last").mapValues(\.url) == ["last": "/3"])
    }

    @Test("Links can share a header or have separate ones")
    func several() async throws {
        for links in [
            try await links("</2>; rel=next, </9>; rel=last"), try await links("</2>; rel=next", "</9>; rel=last"),
        ] {
            #expect(links.mapValues(\.url) == ["next": "/2", "last": "/9"])
        }
    }

    @Test("Parameter values are unquoted and their names lowercased")
    func parameters() async throws {
        let link = try await links(#"</2>; rel=next; Title="a \"b\""; crossorigin"#)["next"]
        #expect(link?.rel == "next")
        #expect(link?.parameters == ["rel": "next", "title": #"a "b""#, "crossorigin": ""])
    }
}
