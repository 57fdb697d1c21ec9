import CurlTransport
import Fetch
import HTTPValues

extension CurlTransport {
    /// Starts a request.
    func begin(
        _ url: String, method: HTTPMethod = .get, headers: Headers = [:], body: WireBody = .none,
        upload: UploadQueue? = nil, timeout: FetchTimeout = .none, total: Duration? = nil, proxy: ProxyTarget? = nil,
        mode: Transfer.Mode = .collect(limit: 1 << 28)
    ) throws -> Transfer {
        let request = WireRequest(
            method: method, url: try FetchURL(url), headers: headers, body: body, timeout: timeout,
            deadline: total.map { .now.advanced(by: $0) }, proxy: proxy, isStreamed: mode == .stream)
        let transfer = Transfer(mode: mode, upload: upload)
        start(request, transfer)
        return transfer
    }

    /// Sends a request and waits for the complete response.
    func fetch(
        _ url: String, method: HTTPMethod = .get, headers: Headers = [:], body: WireBody = .none,
        timeout: FetchTimeout = .none, total: Duration? = nil, proxy: ProxyTarget? = nil
    ) async throws -> CollectedResponse {
        try await begin(
            url, method: method, headers: headers, body: body, timeout: timeout, total: total, proxy: proxy
        ).whole().get()
    }

    /// Waits until the statistics satisfy the condition.
    func wait(until condition: (PoolStatistics) -> Bool) async throws {
        while !condition(statistics) { try await Task.sleep(for: .milliseconds(2)) }
    }

    /// Whether no request is active or waiting.
    var isIdle: Bool { statistics.activeRequests == 0 && statistics.waitingRequests == 0 }
}

/// The error thrown by `body`, or nil if it succeeds.
func failure<Value>(of body: () async throws -> Value) async -> FetchError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? FetchError
    }
}
