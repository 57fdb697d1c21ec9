public import HTTPValues

/// When a request that failed is sent again.
///
/// Neither original has one; both communities ask for it. The default tries once: nothing is ever sent twice
/// unless asked for, except what RFC 9110 section 9.2.2 allows on a kept-alive connection found dead.
public struct RetryPolicy: Sendable {
    /// How often a request is sent at most; 1 for no retry.
    public var attempts: Int
    /// The statuses that are worth another try.
    public var statuses: Set<Int>
    /// The methods that may be sent again once they may have reached the server.
    public var methods: Set<HTTPMethod>
    /// The wait before the first retry; doubled for each further one.
    public var backoff: Duration
    /// The longest wait, whatever `Retry-After` says.
    public var longestWait: Duration

    /// A policy; without arguments it never retries.
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

    /// Never.
    public static let never = RetryPolicy()

    /// How long to wait before sending again after `error`; nil to give up. `attempt` counts from 1.
    func wait(after error: FetchError, attempt: Int, method: HTTPMethod) -> Duration? {
        guard attempt < attempts else { return nil }
        switch error.kind {
        case .resolve, .connect, .timeout(.connect): return delay(attempt)  // nothing reached the server
        case .read, .write, .disconnected, .incompleteBody, .timeout(.read):
            return methods.contains(method) ? delay(attempt) : nil
        default: return nil
        }
    }

    /// How long to wait before sending again after `response`; nil to take it.
    func wait(after response: ResponseHead, attempt: Int, method: HTTPMethod) -> Duration? {
        guard attempt < attempts, statuses.contains(response.status), methods.contains(method) else { return nil }
        // RFC 9110 section 10.2.3; a date is left to the ordinary wait.
        if let after = response.headers.first("Retry-After").flatMap(Int.init), after >= 0 {
            return min(.seconds(after), longestWait)
        }
        return delay(attempt)
    }

    private func delay(_ attempt: Int) -> Duration {
        min(backoff * (1 << min(attempt - 1, 16)), longestWait)
    }
}
