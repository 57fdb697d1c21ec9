import Fetch
import HTTPValues

/// A run of a case: its steps with one client and one server.
struct CasePlay: Sendable {
    private let test: Case
    private let client: any SuiteClient
    private let abilities: Set<Ability>
    private let server: any CaseServer

    init(_ test: Case, client: any SuiteClient, abilities: Set<Ability>, server: any CaseServer) {
        self.test = test
        self.client = client
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
            await client.close()
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
        do {
            return .reply(try await client.send(filled(request)))
        } catch {
            return .failure(error)
        }
    }

    private func stream(_ request: SuiteRequest, _ reading: Reading) async -> Outcome {
        let server = server
        do {
            return .reply(
                try await client.stream(filled(request)) { stream async throws(SuiteFailure) in
                    try await reading.read(stream, server)
                })
        } catch {
            return .failure(error)
        }
    }

    private func converse(_ request: SuiteRequest, _ pieces: [String]) async -> Outcome {
        let (body, source) = AsyncStream.makeStream(of: Bytes.self)
        var request = filled(request)
        request.body = .stream(body)
        do {
            return .reply(
                try await client.stream(request) { stream async throws(SuiteFailure) in
                    var heard = ByteBuilder()
                    var said = 0
                    for piece in pieces {
                        source.yield(Bytes(piece))
                        said += piece.utf8.count
                        while heard.count < said, let back = try await stream.next() { heard.append(back) }
                    }
                    source.finish()
                    while let back = try await stream.next() { heard.append(back) }
                    var reply = stream.head
                    reply.body = heard.take()
                    return reply
                })
        } catch {
            return .failure(error)
        }
    }

    private func filled(_ request: SuiteRequest) -> SuiteRequest {
        var filled = request
        filled.url = server.filled(request.url)
        if filled.url.hasPrefix("/") || filled.url.isEmpty { filled.url = server.origin + filled.url }
        filled.headers = Headers(request.headers.fields.map { ($0.name, server.filled($0.value)) })
        return filled
    }
}

extension Reading {
    fileprivate func read(_ stream: any SuiteStream, _ server: any CaseServer) async throws(SuiteFailure)
        -> SuiteResponse
    {
        var limit = Int.max
        switch self {
        case .toTheEnd: break
        case .stop(let bytes): limit = bytes
        case .toTheEndOnce(let condition): await server.wait(until: condition)
        case .nothing(let condition):
            await server.wait(until: condition)
            limit = 0
        }
        var body = ByteBuilder()
        while body.count < limit {
            guard let piece = try await stream.next() else { break }
            body.append(piece)
        }
        var reply = stream.head
        reply.body = body.take()
        reply.trailers = await stream.trailers
        return reply
    }
}
