import Fetch
import HTTPValues

extension FetchRequest {
    /// Creates a request from the arguments of a call.
    ///
    /// - Throws: ``ClientError`` if both `data` and `json` are given.
    init(
        _ method: HTTPMethod, _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: [(name: String, value: String)] = [], data: RequestBody? = nil, json: RequestBody? = nil,
        auth: AuthenticationChoice = .inherited, allowRedirects: Bool? = nil, timeout: ClientTimeout? = nil
    ) throws {
        guard data == nil || json == nil else {
            throw ClientError(.value, "data and json parameters can not be used at the same time")
        }
        self.init(method, url)
        self.params = params
        self.headers = headers
        self.cookies = cookies
        body = data ?? json
        self.auth = auth
        followRedirects = allowRedirects
        self.timeout = timeout?.limits
    }
}
