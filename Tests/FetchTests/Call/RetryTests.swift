import HTTPValues
import Testing

@testable import Fetch

@Suite("Retries")
struct RetryTests {
    private let policy = RetryPolicy(attempts: 3, backoff: .seconds(1), longestWait: .seconds(3))

    @Test("The default policy never retries")
    func never() {
        #expect(RetryPolicy.never.wait(after: FetchError(.connect, "x"), attempt: 1, method: "GET") == nil)
    }

    @Test("The wait doubles up to the maximum and stops after the last attempt")
    func backoff() {
        let error = FetchError(.connect, "x")
        #expect(policy.wait(after: error, attempt: 1, method: "POST") == .seconds(1))
        #expect(policy.wait(after: error, attempt: 2, method: "POST") == .seconds(2))
        #expect(policy.wait(after: error, attempt: 3, method: "POST") == nil)
    }

    @Test(
        "A request that may have reached the server is retried only if its method is idempotent",
        arguments: [
            FetchError.Kind.read, .disconnected, .timeout(.read), .incompleteBody,
        ])
    func idempotency(kind: FetchError.Kind) {
        #expect(policy.wait(after: FetchError(kind, "x"), attempt: 1, method: "GET") != nil)
        #expect(policy.wait(after: FetchError(kind, "x"), attempt: 1, method: "POST") == nil)
    }

    @Test(
        "Some failures are final",
        arguments: [
            FetchError.Kind.certificate, .timeout(.total), .cancelled, .protocolViolation, .tooLarge, .closed,
        ])
    func final(kind: FetchError.Kind) {
        #expect(policy.wait(after: FetchError(kind, "x"), attempt: 1, method: "GET") == nil)
    }

    @Test("Retry-After in seconds is respected, up to the longest wait")
    func retryAfter() {
        func wait(_ value: String) -> Duration? {
            let head = ResponseHead(version: .http11, status: 503, reason: "", headers: ["Retry-After": value])
            return policy.wait(after: head, attempt: 1, method: "GET")
        }
        #expect(wait("2") == .seconds(2))
        #expect(wait("9999") == .seconds(3))
        #expect(wait("soon") == .seconds(1))
        #expect(wait("-5") == .seconds(1))
    }
}
