import AIOHTTP
import Foundation
import HTTPX
import Testing

private struct User: Codable, Sendable, Equatable {
    var name: String
    var age = 36
}

/// Swift's own values as arguments, without conversions.
@Suite("Swift values as arguments")
struct SwiftValueTests {
    /// Returns what it received, as JSON.
    private static var transport: MockTransport {
        MockTransport { request in
            MockResponse(json: [
                "line": JSON("\(request.method) \(request.url.target)"),
                "headers": .object(request.headers.map { JSON.Member($0.name, JSON($0.value)) }),
                "body": JSON(request.body.utf8Text),
            ])
        }
    }

    private let client: AsyncClient
    private let session: ClientSession
    private let url = "http://mock.test/"
    private let dictionary = ["b": "2", "a": "1"]

    init() throws {
        client = try AsyncClient(transport: Self.transport)
        session = try ClientSession(connector: TransportConnector(Self.transport))
    }

    @Test("Variables of any type are parameters, in the order of the literal")
    func parameters() async throws {
        let (page, query, score, isNew) = (2, "swift http", 1.5, true)
        let missing: String? = nil
        let echo = try await client.get(
            url, params: ["q": query, "page": page, "s": score, "new": isNew, "no": missing, "tags": ["x", "y"]]
        ).json
        #expect(echo["line"] == "GET /?q=swift+http&page=2&s=1.5&new=true&no=&tags=x&tags=y")
        let other = try await session.get(url, params: ["q": query, "page": page]) { try await $0.json() }
        #expect(other["line"] == "GET /?q=swift+http&page=2")
    }

    @Test("Pairs are parameters and forms, with repeated names")
    func pairs() async throws {
        let (page, missing) = (2, Int?.none)
        let variable = [("x", 1), ("x", 2)]
        let echo = try await client.post(
            url, params: [("p", page), ("p", 3), ("q", "a b"), ("no", missing), ("new", true)],
            form: [("x", 1), ("x", "y")]
        ).json
        #expect(echo["line"] == "POST /?p=2&p=3&q=a+b&no=&new=true")
        #expect(echo["body"] == "x=1&x=y")
        let other = try await session.get(url, params: [("p", page), ("q", "a b"), ("p", 3)]) { try await $0.json() }
        #expect(other["line"] == "GET /?p=2&q=a+b&p=3")
        #expect(try await client.get(url, params: QueryParameters(variable)).json["line"] == "GET /?x=1&x=2")
    }

    @Test("A dictionary is sent as parameters, headers, cookies or a form, sorted by name")
    func dictionaries() async throws {
        let echo = try await client.post(
            url, params: dictionary, headers: dictionary, cookies: dictionary, form: dictionary
        ).json
        #expect(echo["line"] == "POST /?a=1&b=2")
        #expect(echo["headers"]["a"] == "1")
        #expect(echo["headers"]["Cookie"] == "a=1; b=2")
        #expect(echo["body"] == "a=1&b=2")
        let other = try await session.post(url, params: dictionary, headers: dictionary, data: dictionary) {
            try await $0.json()
        }
        #expect(other["line"] == "POST /?a=1&b=2")
        #expect(other["headers"]["b"] == "2")
        #expect(other["body"] == "a=1&b=2")
        #expect(Headers(dictionary)["A"] == "1")
        #expect(QueryParameters(dictionary)["a"] == "1")
    }

    @Test("A dictionary can be given to a client")
    func clientDictionaries() async throws {
        let client = try AsyncClient(
            params: dictionary, headers: dictionary, cookies: dictionary, transport: Self.transport)
        let echo = try await client.get(url).json
        #expect(echo["line"] == "GET /?a=1&b=2")
        #expect(echo["headers"]["Cookie"] == "a=1; b=2")
        let session = try ClientSession(
            connector: TransportConnector(Self.transport), headers: dictionary, cookies: dictionary)
        let other = try await session.get(url) { try await $0.json() }
        #expect(other["headers"]["b"] == "2")
        #expect(other["headers"]["Cookie"] == "a=1; b=2")
    }

    @Test("An Encodable value is a JSON body, and a Decodable one is read with its type inferred")
    func codable() async throws {
        let user = User(name: "Ada")
        let echo = try await client.post(url, params: ["id": 1, "as": "json"], json: user).json
        #expect(echo["body"] == #"{"age":36,"name":"Ada"}"#)
        #expect(echo["headers"]["Content-Type"] == "application/json")
        let other = try await session.post(url, headers: dictionary, json: [user]) { try await $0.json() }
        #expect(other["body"] == #"[{"age":36,"name":"Ada"}]"#)
        let sent: User = try JSON(parsing: echo["body"].string ?? "").decode()
        #expect(sent == user)
        let mock = MockTransport { _ in MockResponse(json: ["name": "Ada", "age": 36]) }
        let typed: User = try await AsyncClient(transport: mock).get(url).json()
        #expect(typed == user)
        let inferred: User = try await ClientSession(connector: TransportConnector(mock)).get(url).json()
        #expect(inferred == user)
    }

    @Test("A JSON literal stays JSON: nested, mixed and in order")
    func literals() async throws {
        let echo = try await client.post(url, json: ["b": 1, "a": ["x", nil, true], "c": ["d": 1.5]]).json
        #expect(echo["body"] == #"{"b":1,"a":["x",null,true],"c":{"d":1.5}}"#)
    }

    @Test("Strings, data and arrays of bytes are bodies", arguments: [0, 1, 2, 3])
    func bodies(kind: Int) async throws {
        let text = "hello"
        let echo =
            switch kind {
            case 0: try await client.post(url, body: "hello").json
            case 1: try await client.post(url, body: text).json
            case 2: try await client.post(url, body: Data(text.utf8)).json
            default: try await client.post(url, body: Array(text.utf8)).json
            }
        #expect(echo["body"] == "hello")
        let other = try await session.put(url, data: Data(text.utf8)) { try await $0.json() }
        #expect(other["body"] == "hello")
    }

    @Test("Sequences of data are streamed")
    func streams() async throws {
        let chunks = [Data("one ".utf8), Data("two".utf8)]
        #expect(try await client.post(url, body: .stream(chunks)).json["body"] == "one two")
        #expect(try await client.post(url, body: .chunks(chunks.map { Array($0) })).json["body"] == "one two")
    }

    @Test("A number of seconds and a Duration are timeouts")
    func timeout() async throws {
        let slow = MockTransport { _ in
            try await Task.sleep(for: .seconds(60))
            return MockResponse(200)
        }
        let client = try AsyncClient(transport: slow)
        let (seconds, duration) = (0.01, Duration.milliseconds(10))
        await #expect(throws: RequestError.self) { try await client.get(url, timeout: seconds) }
        await #expect(throws: RequestError.self) { try await client.get(url, timeout: duration) }
        await #expect(throws: RequestError.self) { try await client.get(url, timeout: .milliseconds(10)) }
        let session = try ClientSession(connector: TransportConnector(slow), timeout: duration)
        await #expect(throws: ClientError.self) { try await session.get(url) }
        await #expect(throws: ClientError.self) { try await session.get(url, timeout: seconds) }
        #expect(Timeout(5) == Timeout(Double(5)))
    }

    @Test("Foundation's URL is a URL")
    func urls() async throws {
        let url = try #require(URL(string: "http://mock.test/a%20b?c=d"))
        #expect(try await client.get(url).json["line"] == "GET /a%20b?c=d")
    }

    @Test("Errors are caught by name, and describe themselves to Foundation")
    func errors() async throws {
        let broken = MockTransport { _ in throw FetchError(.timeout(.read), "no bytes for 5 s") }
        var caught: [String] = []
        do {
            try await AsyncClient(transport: broken).get(url)
        } catch RequestError.connectError {
            caught.append("connect")
        } catch RequestError.readTimeout {
            caught.append("read")
        }
        do {
            _ = try await ClientSession(connector: TransportConnector(broken)).get(url)
        } catch ClientError.socketTimeout {
            caught.append("socket")
        }
        #expect(caught == ["read", "socket"])
        let error = await #expect(throws: RequestError.self) { try await AsyncClient(transport: broken).get(url) }
        #expect(error?.localizedDescription == "ReadTimeout: no bytes for 5 s (http://mock.test/)")
    }

    @Test("A request is built in one expression")
    func request() async throws {
        let request = FetchRequest(
            .put, url, params: ["a": 1], headers: ["X-A": "b"], cookies: ["c": "d"], body: .json(["e": 1]))
        let echo = try await client.send(request).json
        #expect(echo["line"] == "PUT /?a=1")
        #expect(echo["headers"]["Cookie"] == "c=d")
        #expect(echo["body"] == #"{"e":1}"#)
    }

    @Test("A stream sends JSON, forms and cookies")
    func streamedRequest() async throws {
        let text = try await client.stream(.post, url, cookies: dictionary, json: ["stream": true]) { response in
            try response.raiseForStatus()
            return try await response.read().text
        }
        #expect(text.contains("a=1; b=2"))
        #expect(text.contains("stream"))
    }

    @Test("A response whose status is no failure is returned by raiseForStatus()")
    func chaining() async throws {
        let echo = try await session.get(url).raiseForStatus().json()
        #expect(echo["line"] == "GET /")
    }

    @Test("All results are gathered, failures included")
    func results() async throws {
        struct Odd: Error {}
        let results = await gatherResults(1...4, limit: 2) { number in
            if number % 2 == 1 { throw Odd() }
            return number
        }
        #expect(results.map { try? $0.get() } == [nil, 2, nil, 4])
    }

    @Test("Headers, parameters, cookies and JSON are read and changed by name, and iterated")
    func collections() throws {
        let headers: Headers = ["A": "1", "B": "2"]
        #expect(headers.map { "\($0.name)=\($0.value)" } == ["A=1", "B=2"])
        var parameters: QueryParameters = ["a": 1]
        parameters["b"] = "2"
        parameters["a"] = nil
        #expect(parameters.map(\.name) == ["b"])
        let jar = CookieJar()
        jar["a"] = "1"
        #expect(jar["a"] == "1")
        jar["a"] = nil
        #expect(jar["a"] == nil)
        let name = "x"
        var json: JSON = ["name": JSON(name)]
        json["list"][0] = 1
        json["list"][9] = 2
        json["name"] = "y"
        #expect(json == ["name": "y", "list": [1, 2]])
        #expect(json["list"].compactMap(\.int) == [1, 2])
        #expect(try JSON(encoding: User(name: "Ada"))["age"] == 36)
        #expect(Array(JSON("text")).isEmpty)
    }
}
