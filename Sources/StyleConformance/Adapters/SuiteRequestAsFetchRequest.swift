import Fetch
import FetchConformance
import HTTPValues

extension FetchRequest {
    /// Converts the request to Duet's own type.
    init(_ request: SuiteRequest) {
        self.init(HTTPMethod(request.method), request.url)
        params = request.parameters.map { QueryParameters($0) }
        headers = request.headers
        cookies = request.cookies
        body = request.body.map(RequestBody.init)
        if let (username, password) = request.credentials {
            auth = .use(BasicAuthentication(username: username, password: password))
        }
        followRedirects = request.followRedirects
        timeout = request.timeout
    }
}

extension RequestBody {
    init(_ body: SuiteRequest.Body) {
        self =
            switch body {
            case .bytes(let bytes): .bytes(bytes)
            case .text(let text): .text(text)
            case .json(let value): .json(value)
            case .form(let fields): .form(QueryParameters(fields))
            case .chunks(let chunks): .chunks(chunks)
            case .once(let chunks): .stream(chunks)
            case .stream(let stream): .stream(stream)
            }
    }
}
