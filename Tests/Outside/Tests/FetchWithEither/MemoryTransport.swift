import Fetch
import Synchronization

/// A transport as written by a user of Duet. It responds at once from a closure.
final class MemoryTransport: Transport {
    /// Receives the request and its body, which is empty if there is none.
    typealias Handler = @Sendable (WireRequest, Bytes) -> Answer

    struct Answer: Sendable {
        var status = 200
        var headers: Headers = [:]
        var pieces: [Bytes] = []
    }

    private let handler: Handler
    private let isClosed = Atomic(false)

    init(_ handler: @escaping Handler) {
        self.handler = handler
    }

    func start(_ request: WireRequest, _ transfer: Transfer) {
        let exchange = MemoryExchange(request, transfer, handler)
        transfer.attach(exchange)
        if isClosed.load(ordering: .relaxed) {
            transfer.finish(.failure(FetchError(.closed, "The client was closed")))
        } else {
            exchange.proceed()
        }
    }

    func close() {
        isClosed.store(true, ordering: .relaxed)
    }
}

/// One request and its response. It proceeds whenever the other side has made progress.
private final class MemoryExchange: TransferControl {
    private struct State {
        var body: [UInt8] = []
        /// The chunks still to be delivered, or nil until the request is complete.
        var pieces: ArraySlice<Bytes>?
        var isFinished = false
    }

    private let request: WireRequest
    private let transfer: Transfer
    private let handler: MemoryTransport.Handler
    private let state = Mutex(State())

    init(_ request: WireRequest, _ transfer: Transfer, _ handler: @escaping MemoryTransport.Handler) {
        self.request = request
        self.transfer = transfer
        self.handler = handler
    }

    func resumeDownload() { proceed() }
    func resumeUpload() { proceed() }
    func cancel() { transfer.finish(.failure(FetchError(.cancelled, "The request was cancelled"))) }

    func proceed() {
        let outcome = state.withLock { state -> Result<TransferSummary, FetchError>? in
            guard !state.isFinished else { return nil }
            do throws(FetchError) {
                if state.pieces == nil {
                    guard try readBody(&state) else { return nil }
                    let answer = handler(request, Bytes(state.body))
                    transfer.receive(
                        ResponseHead(version: .http11, status: answer.status, reason: "", headers: answer.headers))
                    state.pieces = answer.pieces[...]
                }
                guard try deliver(&state) else { return nil }
                state.isFinished = true
                return .success(TransferSummary(trailers: ["X-Trailer": "memory"]))
            } catch {
                state.isFinished = true
                return .failure(error)
            }
        }
        if let outcome { transfer.finish(outcome) }
    }

    /// Whether the whole request body has been read.
    private func readBody(_ state: inout State) throws(FetchError) -> Bool {
        switch request.body {
        case .none: return true
        case .bytes(let bytes):
            state.body = Array(bytes)
            return true
        case .file: throw FetchError(.invalidRequest, "This transport sends no files")
        case .upload: break
        }
        guard let upload = transfer.upload else { return true }
        var buffer = [UInt8](repeating: 0, count: 1024)
        while true {
            switch buffer.withUnsafeMutableBytes({ upload.take(into: $0) }) {
            case .bytes(let count): state.body += buffer.prefix(count)
            case .nothingYet: return false
            case .end: return true
            case .failed(let error): throw error
            }
        }
    }

    /// Whether the whole response has been accepted.
    private func deliver(_ state: inout State) throws(FetchError) -> Bool {
        while let piece = state.pieces?.first {
            switch transfer.receive(piece) {
            case .proceed: state.pieces?.removeFirst()
            case .pause: return false
            case .stop(let error): throw error
            }
        }
        return true
    }
}
