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

    func makeClient(_ choices: ClientChoices) -> any FetchClient {
        SessionClient(choices)
    }
}

private final class SessionClient: FetchClient {
    private let session: URLSession
    private let tasks: Tasks

    init(_ choices: ClientChoices) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpAdditionalHeaders = Dictionary(
            choices.headers.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { "\($0), \($1)" })
        configuration.timeoutIntervalForRequest = choices.timeout.read?.seconds ?? 3600
        configuration.timeoutIntervalForResource = choices.timeout.total?.seconds ?? 3600
        if let limit = choices.limits.perHost ?? choices.limits.total {
            configuration.httpMaximumConnectionsPerHost = limit
        }
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.urlCache = nil
        tasks = Tasks(followRedirects: choices.followRedirects)
        session = URLSession(configuration: configuration, delegate: tasks, delegateQueue: nil)
    }

    func fetch(_ request: FetchRequest) async throws -> FetchResponse {
        // The URL as it was given. What Duet makes of it is not the client's merit.
        guard let url = URL(string: "\(request.url)") else {
            throw FetchError(.invalidURL, "URL(string:) gives nil")
        }
        var urlRequest = URLRequest(url: url)
        urlRequest.httpMethod = request.method.rawValue
        for field in request.headers.fields { urlRequest.addValue(field.value, forHTTPHeaderField: field.name) }
        urlRequest.httpBody = request.body?.bytes.map { Data($0) }
        // The documentation forbids new tasks of a session that was invalidated.
        guard let task = tasks.start(urlRequest, in: session) else { throw FetchError(.closed, "invalidated") }
        let whole = try await withTaskCancellationHandler {
            await withCheckedContinuation { tasks.await(task, $0) }
        } onCancel: {
            task.cancel()
        }.get()
        let head = RequestHead(
            method: request.method, url: try FetchURL((whole.response.url ?? url).absoluteString),
            headers: request.headers)
        let fields = whole.response.allHeaderFields.map { ("\($0.key)", "\($0.value)") }
        return FetchResponse(
            ResponseHead(status: whole.response.statusCode, headers: Headers(fields)), body: Bytes(whole.body),
            to: head)
    }

    func close() {
        tasks.close()
        session.invalidateAndCancel()
    }
}

/// What a task of a session received.
private struct Whole: Sendable {
    var response: HTTPURLResponse
    var body: Data
}

/// What is known of the tasks of a session: the delegate collects it until somebody takes the whole.
private final class Tasks: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    // Sendable: all that changes is behind the lock.
    private struct Entry {
        var body = Data()
        var response: HTTPURLResponse?
        var result: Result<Whole, any Error>?
        var waiter: CheckedContinuation<Result<Whole, any Error>, Never>?
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

    func await(_ task: URLSessionTask, _ waiter: CheckedContinuation<Result<Whole, any Error>, Never>) {
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
                CheckedContinuation<Result<Whole, any Error>, Never>, Result<Whole, any Error>
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
    ) -> Result<Whole, any Error> {
        if let error { return .failure(error) }
        guard let response else { return .failure(URLError(.unknown)) }
        return .success(Whole(response: response, body: body))
    }
}

extension Duration {
    fileprivate var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
