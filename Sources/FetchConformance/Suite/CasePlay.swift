import Fetch
import HTTPValues

/// A run of a case: its steps with one client and one server.
struct CasePlay: Sendable {
    private let test: Case
    private let client: any FetchClient
    private let choices: ClientChoices
    private let abilities: Set<Ability>
    private let server: any CaseServer

    init(
        _ test: Case, client: any FetchClient, choices: ClientChoices, abilities: Set<Ability>, server: any CaseServer
    ) {
        self.test = test
        self.client = client
        self.choices = choices
        self.abilities = abilities
        self.server = server
    }

    /// Runs all steps and returns the outcome of each request.
    @concurrent
    func run() async -> [Outcome] {
        var outcomes: [Outcome] = []
        for step in test.steps { outcomes += await take(step) }
        return outcomes
    }

    private func take(_ step: Step) async -> [Outcome] {
        switch step {
        case .send(let request):
            return [await send(request)]
        case .stream(let request, .toTheEnd) where !abilities.contains(.streaming):
            return [await send(request)]
        case .stream(let request, let reading):
            return [await stream(request, reading)]
        case .converse(let request, let pieces):
            return [await converse(request, pieces)]
        case .together(let requests):
            return await together(requests)
        case .cancel(let request, let condition):
            let task = Task { await send(request) }
            await server.wait(until: condition)
            task.cancel()
            return [await task.value]
        case .cancelBehind(let first, let second, let condition):
            return await cancel(second, behind: first, condition)
        case .close(let request, let condition):
            let task = Task { await send(request) }
            await server.wait(until: condition)
            client.close()
            return [await task.value]
        case .wait(let condition):
            await server.wait(until: condition)
            return []
        case .pause(let milliseconds):
            try? await Task.sleep(for: .milliseconds(milliseconds))
            return []
        }
    }

    private func together(_ requests: [SuiteRequest]) async -> [Outcome] {
        let tasks = requests.map { request in Task { await send(request) } }
        var outcomes: [Outcome] = []
        for task in tasks { outcomes.append(await task.value) }
        return outcomes
    }

    private func cancel(
        _ second: SuiteRequest, behind first: SuiteRequest, _ condition: @escaping @Sendable (ServerLog) -> Bool
    ) async -> [Outcome] {
        let first = Task { await send(first) }
        await server.wait(until: condition)
        let second = Task { await send(second) }
        // The server cannot see a request wait for a connection. One cancelled before it waits must end the same way.
        try? await Task.sleep(for: .milliseconds(100))
        second.cancel()
        return [await first.value, await second.value]
    }

    private func send(_ request: SuiteRequest) async -> Outcome {
        await Outcome { try await client.fetch(fetchRequest(request)) }
    }

    private func stream(_ request: SuiteRequest, _ reading: Reading) async -> Outcome {
        await Outcome {
            try await client.fetch(fetchRequest(request)) { try await reading.read($0, server) }
        }
    }

    private func converse(_ request: SuiteRequest, _ pieces: [String]) async -> Outcome {
        let (body, source) = AsyncStream.makeStream(of: Bytes.self)
        var request = fetchRequest(request)
        request.body = .stream(body)
        return await Outcome {
            try await client.fetch(request) { stream in
                var chunks = stream.bytes.makeAsyncIterator()
                var heard = ByteBuilder()
                var said = 0
                for piece in pieces {
                    source.yield(Bytes(piece))
                    said += piece.utf8.count
                    while heard.count < said, let back = try await chunks.next() { heard.append(back) }
                }
                source.finish()
                while let back = try await chunks.next() { heard.append(back) }
                return FetchResponse(stream, body: heard.take())
            }
        }
    }

    private func fetchRequest(_ request: SuiteRequest) -> FetchRequest {
        FetchRequest(request, choices, to: server)
    }
}

extension Outcome {
    fileprivate init(_ body: () async throws -> FetchResponse) async {
        do {
            self = .reply(try await body())
        } catch {
            self = .failure(SuiteFailure(error))
        }
    }
}

extension Reading {
    fileprivate func read(_ stream: FetchStream, _ server: any CaseServer) async throws -> FetchResponse {
        var limit = Int.max
        switch self {
        case .toTheEnd: break
        case .stop(let bytes): limit = bytes
        case .toTheEndOnce(let condition): await server.wait(until: condition)
        case .nothing(let condition):
            await server.wait(until: condition)
            limit = 0
        }
        var chunks = stream.bytes.makeAsyncIterator()
        var body = ByteBuilder()
        while body.count < limit {
            guard let piece = try await chunks.next() else { break }
            body.append(piece)
        }
        return FetchResponse(stream, body: body.take())
    }
}

extension FetchResponse {
    /// Creates a response from what has been read of a stream.
    fileprivate init(_ stream: FetchStream, body: Bytes) {
        self.init(
            stream.head, body: body, to: stream.request, history: stream.history,
            summary: TransferSummary(trailers: stream.trailers))
    }
}
