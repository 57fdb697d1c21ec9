import Fetch
import FetchConformance
import Foundation
import FoundationNetworking

/// Foundation's client, with a session of its own for each case.
///
/// On Linux it has no way to read a body while it comes, to give a proxy or to bound redirects, bodies and the time
/// to connect; cases about these are excluded.
struct URLSessionClient: SuiteClientMaker {
    let name = "URLSession"
    let abilities: Set<Ability> = [
        .brotli, .cancellation, .clientHeaders, .closing, .cookieJar, .finalURL, .poolLimits, .readTimeout, .redirects,
        .totalTimeout,
    ]

    func makeClient(_ choices: ClientChoices) throws(SuiteFailure) -> any SuiteClient {
        SessionClient(choices)
    }
}

private final class SessionClient: SuiteClient {
    private let session: URLSession
    private let tasks: Tasks

    init(_ choices: ClientChoices) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpAdditionalHeaders = Dictionary(
            choices.headers.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { "\($0), \($1)" })
        configuration.timeoutIntervalForRequest = choices.timeouts.read?.seconds ?? 3600
        configuration.timeoutIntervalForResource = choices.timeouts.total?.seconds ?? 3600
        if let limit = choices.limits.perHost ?? choices.limits.total {
            configuration.httpMaximumConnectionsPerHost = limit
        }
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.urlCache = nil
        tasks = Tasks(followRedirects: choices.followRedirects)
        session = URLSession(configuration: configuration, delegate: tasks, delegateQueue: nil)
    }

    func send(_ request: SuiteRequest) async throws(SuiteFailure) -> SuiteResponse {
        guard let url = URL(string: request.url) else { throw SuiteFailure(.invalidURL, "URL(string:) gives nil") }
        var urlRequest = URLRequest(url: url)
        urlRequest.httpMethod = request.method
        for field in request.headers.fields { urlRequest.addValue(field.value, forHTTPHeaderField: field.name) }
        if case .bytes(let bytes) = request.body { urlRequest.httpBody = Data(bytes) }
        // The documentation forbids new tasks of a session that was invalidated.
        guard let task = tasks.start(urlRequest, in: session) else { throw SuiteFailure(.closed, "invalidated") }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { tasks.await(task, $0) }
        } onCancel: {
            task.cancel()
        }
        return try result.get()
    }

    func close() async {
        tasks.close()
        session.invalidateAndCancel()
    }
}

/// What is known of the tasks of a session: the delegate collects it until somebody takes the whole.
private final class Tasks: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    // Sendable: all that changes is behind the lock.
    private struct Entry {
        var body = Data()
        var response: HTTPURLResponse?
        var result: Result<SuiteResponse, SuiteFailure>?
        var waiter: CheckedContinuation<Result<SuiteResponse, SuiteFailure>, Never>?
    }

    private let followRedirects: Bool
    private let lock = NSLock()
    private var entries: [Int: Entry] = [:]
    private var isClosed = false

    init(followRedirects: Bool) {
        self.followRedirects = followRedirects
    }

    func start(_ request: URLRequest, in session: URLSession) -> URLSessionDataTask? {
        lock.withLock {
            guard !isClosed else { return nil }
            let task = session.dataTask(with: request)
            entries[task.taskIdentifier] = Entry()
            task.resume()
            return task
        }
    }

    func await(_ task: URLSessionTask, _ waiter: CheckedContinuation<Result<SuiteResponse, SuiteFailure>, Never>) {
        let result = lock.withLock {
            entries[task.taskIdentifier]?.waiter = waiter
            return entries[task.taskIdentifier]?.result
        }
        if let result { waiter.resume(returning: result) }
    }

    func close() { lock.withLock { isClosed = true } }

    // MARK: URLSessionDataDelegate

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(followRedirects ? request : nil)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        lock.withLock { entries[dataTask.taskIdentifier]?.response = response as? HTTPURLResponse }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        lock.withLock { entries[dataTask.taskIdentifier]?.body.append(data) }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let finished = lock.withLock {
            () -> (
                CheckedContinuation<Result<SuiteResponse, SuiteFailure>, Never>, Result<SuiteResponse, SuiteFailure>
            )? in
            guard var entry = entries[task.taskIdentifier], entry.result == nil else { return nil }
            let response = entry.response ?? task.response as? HTTPURLResponse
            let result = Self.result(response, entry.body, error)
            entry.result = result
            entries[task.taskIdentifier] = entry
            return entry.waiter.map { ($0, result) }
        }
        finished.map { $0.resume(returning: $1) }
    }

    private static func result(
        _ response: HTTPURLResponse?, _ body: Data, _ error: (any Error)?
    ) -> Result<SuiteResponse, SuiteFailure> {
        if let error { return .failure(SuiteFailure(.unknown, "\(error)")) }
        guard let response else { return .failure(SuiteFailure(.unknown, "no response and no error")) }
        let fields = response.allHeaderFields.map { ("\($0.key)", "\($0.value)") }
        return .success(
            SuiteResponse(
                status: response.statusCode, headers: Headers(fields), body: Bytes(body),
                url: response.url?.absoluteString ?? ""))
    }
}

extension Duration {
    fileprivate var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
