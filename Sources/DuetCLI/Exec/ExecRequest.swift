import AIOHTTPClient
import Fetch
import HTTPValues
import HTTPX

/// A parsed request line of the line protocol.
struct ExecRequest {
    enum Style: Hashable { case httpxBlocking, httpxAsync, aiohttp }
    enum Reading { case body, stream, lines }

    let line: JSON
    let style: Style
    let reading: Reading
    let raisesForStatus: Bool

    init(_ line: JSON) throws {
        self.line = line
        switch (line["style"].string ?? "httpx", line["mode"].string) {
        case ("aiohttp", _): style = .aiohttp
        case ("httpx", "async"): style = .httpxAsync
        case ("httpx", _): style = .httpxBlocking
        case (let other, _): throw ExecError(kind: "ValueError", message: "unknown style \(other)")
        }
        switch line["response"].string ?? "body" {
        case "stream": reading = .stream
        case "lines": reading = .lines
        default: reading = .body
        }
        raisesForStatus = line["raise_for_status"].bool ?? false
    }

    /// Sends the request with its session's client, or with a new one.
    func run(with clients: ExecClients, began: ContinuousClock.Instant) throws -> JSON {
        let request = try fetchRequest()
        let result = try clients.withClient(for: self) { client in
            switch client {
            case .blocking(let client): try ExecRunner.run(request, self, client)
            case .async(let client): try Blocking.run { try await ExecRunner.run(request, self, client) }
            case .session(let session): try Blocking.run { try await ExecRunner.run(request, self, session) }
            }
        }
        return result.json(id: line["id"], elapsed: .now - began)
    }

    // MARK: The request

    private func fetchRequest() throws -> FetchRequest {
        var request = FetchRequest(HTTPMethod(line["method"].string ?? "GET"), line["url"].string ?? "")
        if let params = line["params"].array { request.params = QueryParameters(Self.pairs(params)) }
        request.headers = Headers(Self.pairs(line["headers"].array ?? []))
        request.cookies = (line["cookies"].object ?? []).map { ($0.name, $0.value.string ?? "") }
        request.body = try body()
        request.auth = try authentication()
        request.followRedirects = line["follow_redirects"].bool
        request.maxRedirects = line["max_redirects"].int
        request.timeout = timeout()
        return request
    }

    private static func pairs(_ list: [JSON]) -> [(String, String)] {
        list.map { ($0[0].string ?? "", $0[1].string ?? "") }
    }

    private func body() throws -> RequestBody? {
        if line["multipart"].array != nil {
            throw ExecError(kind: "NotImplementedError", message: "multipart bodies are not there yet")
        }
        if let text = line["content"].string { return .text(text) }
        if let text = line["content_b64"].string { return .bytes(try Self.bytes(text)) }
        if let form = line["form"].array { return .form(QueryParameters(Self.pairs(form))) }
        if let chunks = line["chunks_b64"].array {
            return .stream(try chunks.map { try Self.bytes($0.string ?? "") } as [Bytes])
        }
        // `None` in Python means no body.
        return line["json"].isNull ? nil : .json(line["json"])
    }

    private static func bytes(_ base64: String) throws -> Bytes {
        guard let bytes = Base64.decode(base64) else {
            throw ExecError(kind: "ValueError", message: "the body is no base 64")
        }
        return bytes
    }

    private func authentication() throws -> AuthenticationChoice {
        guard line["auth"].object != nil else { return .inherited }
        guard line["auth"]["type"].string == "basic" else {
            throw ExecError(kind: "NotImplementedError", message: "only basic authentication is there yet")
        }
        return .use(
            BasicAuthentication(
                username: line["auth"]["username"].string ?? "", password: line["auth"]["password"].string ?? ""))
    }

    private func timeout() -> FetchTimeout? {
        let timeout = line["timeout"]
        func seconds(_ name: String) -> Double? { timeout[name].double }
        guard timeout.double != nil || timeout.object != nil else { return nil }
        if style == .aiohttp {
            guard let total = timeout.double else {
                return ClientTimeout(
                    total: seconds("total"), connect: seconds("connect"), sockRead: seconds("read")
                ).limits
            }
            return ClientTimeout(total: total).limits
        }
        guard let all = timeout.double else {
            return Timeout(
                nil, connect: seconds("connect"), read: seconds("read"), write: seconds("write"), pool: seconds("pool")
            ).limits
        }
        return Timeout(all).limits
    }

    // MARK: The client

    /// The name of the session whose client the request shares.
    var session: String? { line["session"].string }

    func clientOptions() throws -> ClientOptions {
        ClientOptions(
            baseURL: line["base_url"].string ?? "", verify: verification, cert: certificate,
            versions: line["http2"].bool == true ? .http2 : .http1, proxy: line["proxy"].string,
            trustEnv: line["trust_env"].bool ?? false)
    }

    func clientSession() throws -> ClientSession {
        let connector = try TCPConnector(
            ssl: verification, certificate: certificate,
            versions: line["http2"].bool == true ? .http2 : .http1)
        return try ClientSession(
            line["base_url"].string, connector: connector, trustEnv: line["trust_env"].bool ?? false,
            proxy: line["proxy"].string)
    }

    private var verification: TLSOptions.Verification {
        if line["verify"].bool == false { return .none }
        return line["verify"].string.map { .authorities(path: $0) } ?? .system
    }

    private var certificate: TLSOptions.ClientCertificate? {
        guard let path = line["cert"][0].string else { return nil }
        return TLSOptions.ClientCertificate(certificatePath: path, keyPath: line["cert"][1].string)
    }
}
