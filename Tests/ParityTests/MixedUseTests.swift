import CurlTransport
import Fetch
import FetchConformance
import Glibc
import HTTPValues
import HTTPX
import Synchronization
import TestSupport
import Testing

@Suite("Threads and tasks on one pool", .timeLimit(.minutes(2)))
struct MixedUseTests {
    /// The longest time that any request took.
    private final class Longest: Sendable {
        private let nanoseconds = Atomic<Int64>(0)

        func note(_ duration: Duration) {
            let (seconds, attoseconds) = duration.components
            let value = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
            nanoseconds.max(value, ordering: .relaxed)
        }

        var duration: Duration { .nanoseconds(nanoseconds.load(ordering: .relaxed)) }
    }

    @Test("Thousands of requests from threads and tasks all finish in time", arguments: [1, 4, 100])
    func mixed(limit: Int) async throws {
        let (threads, tasks, each) = (4, 4, 250)
        try await withServer(.reply(okay)) { server in
            let transport = try CurlTransport(CurlOptions(limits: PoolLimits(total: limit)))
            let options = ClientOptions(timeout: 20, transport: transport)
            let client = try Client(options)
            let asyncClient = try AsyncClient(options)
            let url = server.origin + "/"
            let longest = Longest()
            let succeeded = Counter()
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<threads {
                    group.addTask {
                        await RealThread.run {
                            for round in 0..<each {
                                let start = ContinuousClock.now
                                if (try? client.get(url))?.statusCode == 200 { succeeded.increment() }
                                longest.note(start.duration(to: .now))
                                if round % 16 == index { usleep(UInt32(round * 3)) }  // lets leadership change hands
                            }
                        }
                    }
                }
                for index in 0..<tasks {
                    group.addTask {
                        for round in 0..<each {
                            let start = ContinuousClock.now
                            if (try? await asyncClient.get(url))?.statusCode == 200 { succeeded.increment() }
                            longest.note(start.duration(to: .now))
                            if round % 16 == index { try? await Task.sleep(for: .microseconds(round * 3)) }
                        }
                    }
                }
            }
            #expect(succeeded.value == (threads + tasks) * each)
            #expect(transport.statistics.activeRequests == 0 && transport.statistics.waitingRequests == 0)
            #expect(longest.duration < .seconds(10))
        }
    }
}
