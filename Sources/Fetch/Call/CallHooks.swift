package import HTTPValues

/// Functions that run before every request is sent and after the head of every response arrives, like httpx's
/// `event_hooks`. They also run for redirects, challenges and retries.
package struct CallHooks: Sendable {
    /// A function that may change a request. An asynchronous one requires an asynchronous client.
    package enum RequestHook: Sendable {
        case blocking(@Sendable (inout RequestHead) throws -> Void)
        case asynchronous(@Sendable (inout RequestHead) async throws -> Void)
    }

    /// A function that inspects a response.
    package enum ResponseHook: Sendable {
        case blocking(@Sendable (ResponseHead, RequestHead) throws -> Void)
        case asynchronous(@Sendable (ResponseHead, RequestHead) async throws -> Void)
    }

    /// In the order they run.
    package var requests: [RequestHook]
    /// In the order they run.
    package var responses: [ResponseHook]

    package init(requests: [RequestHook] = [], responses: [ResponseHook] = []) {
        self.requests = requests
        self.responses = responses
    }
}

// MARK: - Running

extension CallHooks {
    /// Runs the request hooks from a task.
    func prepare(_ request: RequestHead) async -> Call.Event {
        var request = request
        do {
            for hook in requests {
                switch hook {
                case .blocking(let run): try run(&request)
                case .asynchronous(let run): try await run(&request)
                }
            }
            return .prepared(request)
        } catch {
            return .failed(FetchError(callback: error))
        }
    }

    /// Runs the request hooks from a blocking thread.
    func prepareBlocking(_ request: RequestHead) -> Call.Event {
        var request = request
        do {
            for hook in requests {
                guard case .blocking(let run) = hook else { throw Self.needsTask }
                try run(&request)
            }
            return .prepared(request)
        } catch {
            return .failed(FetchError(callback: error))
        }
    }

    /// Runs the response hooks from a task.
    func show(_ response: ResponseHead, to request: RequestHead) async -> Call.Event {
        do {
            for hook in responses {
                switch hook {
                case .blocking(let run): try run(response, request)
                case .asynchronous(let run): try await run(response, request)
                }
            }
            return .shown
        } catch {
            return .failed(FetchError(callback: error))
        }
    }

    /// Runs the response hooks from a blocking thread.
    func showBlocking(_ response: ResponseHead, to request: RequestHead) -> Call.Event {
        do {
            for hook in responses {
                guard case .blocking(let run) = hook else { throw Self.needsTask }
                try run(response, request)
            }
            return .shown
        } catch {
            return .failed(FetchError(callback: error))
        }
    }

    private static var needsTask: FetchError {
        FetchError(.invalidRequest, "An asynchronous hook needs the asynchronous client")
    }
}
