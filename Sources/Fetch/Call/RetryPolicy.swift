public import HTTPValues

/// When to retry a failed request.
///
/// httpx and aiohttp have no retry policy, though users of both ask for one. By default nothing is sent twice, except
/// where RFC 9110 section 9.2.2 allows it because a kept-alive connection turns out to be dead.
public struct RetryPolicy: Sendable {
    /// The maximum number of attempts. 1 means no retries.
    public var attempts: Int
    /// The statuses to retry.
    public var statuses: Set<Int>
    /// The methods that may be retried after the request may have reached the server.
    public var methods: Set<HTTPMethod>
    /// The delay before the first retry. It doubles with each further retry.
    public var backoff: Duration
    /// The maximum delay, even if `Retry-After` asks for a longer one.
    public var longestWait: Duration

    /// Creates a policy. Without arguments it never retries.
    public init(
        attempts: Int = 1, statuses: Set<Int> = [429, 502, 503, 504],
        methods: Set<HTTPMethod> = HTTPMethod.idempotent,
        backoff: Duration = .milliseconds(500), longestWait: Duration = .seconds(30)
    ) {
        self.attempts = attempts
        self.statuses = statuses
        self.methods = methods
        self.backoff = backoff
        self.longestWait = longestWait
    }

    /// Never retries.
    public static let never = RetryPolicy()

    /// The delay before the retry after `error`, or nil to give up. `attempt` counts from 1.
    func wait(after error: FetchError, attempt: Int, method: HTTPMethod) -> Duration? {
        guard attempt < attempts else { return nil }
        switch error.kind {
        case .resolve, .connect, .timeout(.connect): return delay(attempt)  // the request did not reach the server
        case .read, .write, .disconnected, .incompleteBody, .timeout(.read):
            return methods.contains(method) ? delay(attempt) : nil
        default: return nil
        }
    }

    /// The delay before the retry after `response`, or nil to accept the response.
    func wait(after response: ResponseHead, attempt: Int, method: HTTPMethod) -> Duration? {
        guard attempt < attempts, statuses.contains(response.status), methods.contains(method) else { return nil }
        // RFC 9110 section 10.2.3. A date is ignored in favor of the regular delay.
        if let after = response.headers.first("Retry-After").flatMap(Int.init), after >= 0 {
            return min(.seconds(after), longestWait)
        }
        return delay(attempt)
    }

    private func delay(_ attempt: Int) -> Duration {
        min(backoff * (1 << min(attempt - 1, 16)), longestWait)
    }
}
