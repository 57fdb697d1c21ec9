import CurlTransport
import Fetch
import FetchConformance
import HTTPValues
import MiniServer
import TestSupport
import Testing

@Suite("Readers that stop and go on", .timeLimit(.minutes(20)))
struct PauseTests {
    /// How a body is framed.
    private enum Framing: Int, CaseIterable {
        case length, chunked, untilClose
    }

    /// The sizes around which something changes: memory that is received into, chunks, and what a transfer holds.
    private static let marks = [64 << 10, 128 << 10, 256 << 10, 1 << 20, 2 << 20, 3 << 20, 5 << 20]

    /// Answers `/FRAMING/SIZE/CHUNK` with a patterned body.
    private static let plan = ServerPlan.routes { request in
        let parts = request.target.split(separator: "/").compactMap { Int($0) }
        guard parts.count == 3, let framing = Framing(rawValue: parts[0]) else { return [.close] }
        let body = PatternedBytes.bytes(0..<parts[1])
        switch framing {
        case .length:
            return [.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n"), .sendBytes(Bytes(body))]
        case .chunked:
            var builder = ByteBuilder()
            for start in stride(from: 0, to: body.count, by: parts[2]) {
                builder.append(ChunkText(Bytes(body[start..<min(body.count, start + parts[2])])))
            }
            builder.append(LastChunkText())
            return [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), .sendBytes(builder.take())]
        case .untilClose:
            return [.send("HTTP/1.1 200 OK\r\n\r\n"), .sendBytes(Bytes(body)), .close]
        }
    }

    @Test("Every byte arrives, in order, whenever the readers stop and go on", arguments: Security.allCases)
    func soak(security: Security) async throws {
        try await withServer(Self.plan, security) { _, origin, options in
            let transport = try CurlTransport(options)
            await Soak.run(seeds: 4) { seed in
                let problems = await withTaskGroup { group in
                    for reader in 0..<4 {
                        group.addTask { await Self.read(origin, transport, seed &* 1000 &+ UInt64(reader)) }
                    }
                    return await group.reduce(into: []) { $0 += $1.map { [$0] } ?? [] }
                }
                #expect(problems.isEmpty, "seed \(seed)")
            }
            #expect(transport.isIdle)
        }
    }

    /// Reads a body of random shape in a random way. Returns the problem.
    private static func read(_ origin: String, _ transport: CurlTransport, _ seed: UInt64) async -> String? {
        var random = SeededGenerator(seed: seed)
        func size() -> Int {
            max(1, (marks.randomElement(using: &random) ?? 0) + Int.random(in: -2...2, using: &random))
        }
        let (framing, count, chunk) = (Int.random(in: 0..<3, using: &random), size() + size(), size())
        let target = "\(framing)/\(count)/\(chunk)"
        do {
            let isStreamed = Int.random(in: 0..<4, using: &random) > 0
            let transfer = try transport.begin(
                "\(origin)/\(target)", total: .seconds(60), mode: isStreamed ? .stream : .collect(limit: 1 << 28))
            let turns = Int.random(in: 0..<3, using: &random) == 0 ? Int.random(in: 0..<20, using: &random) : .max
            let reading = isStreamed ? try await stream(transfer, turns, &random) : Reading()
            guard !reading.isOver else { return reading.problem(count).map { "\(target), seed \(seed): \($0)" } }
            if isStreamed { transfer.collectRest(limit: .max) }
            let rest = try await transfer.whole().get().body
            return reading.adding(rest).problem(count).map { "\(target), rest collected, seed \(seed): \($0)" }
        } catch {
            return "\(target), seed \(seed): \(error)"
        }
    }

    /// The progress of a reader.
    private struct Reading {
        var count = 0
        var mistake: Int?
        var isOver = false

        func adding(_ chunk: Bytes) -> Reading {
            var result = self
            result.mistake = mistake ?? PatternedBytes.firstMistake(in: chunk, from: count)
            result.count += chunk.count
            return result
        }

        func problem(_ expected: Int) -> String? {
            if let mistake { return "byte \(mistake) is wrong" }
            return count == expected ? nil : "\(count) bytes of \(expected)"
        }
    }

    /// Reads chunks with pauses, at most that many.
    private static func stream(
        _ transfer: Transfer, _ turns: Int, _ random: inout SeededGenerator
    ) async throws -> Reading {
        var reading = Reading()
        for _ in 0..<turns {
            if Int.random(in: 0..<8, using: &random) == 0 {
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...60, using: &random)))
            }
            await transfer.partArrived()
            switch try transfer.pollPart()?.get() {
            case .bytes(let chunk): reading = reading.adding(chunk)
            case .end:
                reading.isOver = true
                return reading
            case nil: continue
            }
        }
        return reading
    }
}
