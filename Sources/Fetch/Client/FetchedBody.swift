import HTTPValues

/// A response of a client of Duet, whose body is read by a task or a thread.
struct FetchedBody: ArrivingResponse {
    let streamed: StreamedResponse
    let limit: Int
    let translate: @Sendable (FetchError) -> any Error

    var head: ResponseHead { streamed.head }
    var request: RequestHead { streamed.request }
    var history: [FetchedResponse] { streamed.history }
    var bytes: BodyBytes { BodyBytes(streamed, translate) }
    var trailers: Headers { streamed.summary?.trailers ?? [:] }

    func read() async throws -> FetchResponse {
        do {
            return response(with: try await streamed.collect(limit: limit))
        } catch {
            throw translate(error)
        }
    }

    private func response(with body: Bytes) -> FetchResponse { FetchResponse(streamed.collected(body)) }
}

extension FetchedBody: BlockingArrivingResponse {
    @available(*, noasync, message: "this call blocks its thread; use an asynchronous client")
    func nextBlocking() throws -> Bytes? {
        do {
            return try streamed.nextBlocking()
        } catch {
            throw translate(error)
        }
    }

    @available(*, noasync, message: "this call blocks its thread; use an asynchronous client")
    func readBlocking() throws -> FetchResponse {
        do {
            return response(with: try streamed.collectBlocking(limit: limit))
        } catch {
            throw translate(error)
        }
    }

    func close() { streamed.close() }
}

extension FetchedBody {
    init(_ response: FetchResponse) {
        self.init(streamed: StreamedResponse(replaying: response.fetched), limit: .max) { $0 }
    }
}
