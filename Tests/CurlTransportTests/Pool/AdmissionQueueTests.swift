import Fetch
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("Admission to the pool")
struct AdmissionQueueTests {
    private final class Request { let name: Int; init(_ name: Int) { self.name = name } }

    @Test("Requests are admitted up to the limit, and the rest in order of arrival")
    func order() {
        var queue = AdmissionQueue<Request>(limits: PoolLimits(total: 2))
        let a = queue.origin("a")
        let requests = (0..<5).map(Request.init)
        let admitted = requests.map { queue.admit($0, to: a) }
        #expect(admitted == [true, true, false, false, false])
        #expect(queue.waitingCount == 3)
        var later: [Int?] = [queue.next()?.name]
        queue.release(a)
        later += [queue.next()?.name, queue.next()?.name]
        queue.release(a)
        queue.release(a)
        later += [queue.next()?.name, queue.next()?.name]
        #expect(later == [nil, 2, nil, 3, 4])
        #expect(queue.activeCount == 2)
    }

    @Test("A full origin does not block other origins")
    func perHost() {
        var queue = AdmissionQueue<Request>(limits: PoolLimits(total: 10, perHost: 1))
        let a = queue.origin("a")
        let admitted = ["a", "a", "b"].enumerated().map { queue.admit(Request($0), to: queue.origin($1)) }
        #expect(admitted == [true, false, true])
        queue.release(a)
        let next = queue.next()?.name
        #expect(next == 1)
    }

    @Test("A request that leaves the queue is never admitted")
    func withdrawal() {
        var queue = AdmissionQueue<Request>(limits: PoolLimits(total: 1))
        let a = queue.origin("a")
        let requests = (0..<200).map(Request.init)
        _ = queue.admit(Request(-1), to: a)
        for request in requests { _ = queue.admit(request, to: a) }
        for request in requests where !request.name.isMultiple(of: 10) { queue.withdraw(request, from: a) }
        #expect(queue.waitingCount == 20)
        var admitted: [Int] = []
        for _ in 0..<20 {
            queue.release(a)
            if let next = queue.next() { admitted.append(next.name) }
        }
        #expect(admitted == stride(from: 0, to: 200, by: 10).map { $0 })
        #expect(queue.waitingCount == 0)
    }

    @Test("Requests to an origin with HTTP/2 share connections")
    func multiplexing() {
        var queue = AdmissionQueue<Request>(limits: PoolLimits(total: 1))
        let a = queue.origin("a")
        let waiting = (1...150).map(Request.init)
        _ = queue.admit(Request(0), to: a)
        for request in waiting { _ = queue.admit(request, to: a) }
        #expect(queue.waitingCount == 150)
        let isNews = queue.set(.multiplexed, of: a)
        #expect(isNews)
        var count = 0
        while queue.next() != nil { count += 1 }
        #expect(count == 99)
    }

    @Test("When a connection is full, one request opens the next and the others wait for it")
    func openingOneByOne() {
        var queue = AdmissionQueue<Request>(limits: PoolLimits(total: 10), offersSharing: true)
        let a = queue.origin("a")
        func admitAll() -> Int {
            var count = 0
            while queue.next() != nil { count += 1 }
            return count
        }
        _ = queue.set(.multiplexed, of: a)
        let requests = (0..<500).map(Request.init)
        for request in requests { _ = queue.admit(request, to: a) }
        #expect(queue.activeCount == 101)
        queue.connected(a)
        #expect(admitAll() == 0)
        queue.connected(a)
        #expect(admitAll() == 100)
        queue.disconnected(a)
        for _ in 0..<101 { queue.release(a) }
        #expect(admitAll() == 1)
    }

    @Test("Until the protocol is known, an origin admits as many requests as one HTTP/2 connection carries")
    func unknownProtocol() {
        var queue = AdmissionQueue<Request>(limits: PoolLimits(total: 1000), offersSharing: true)
        let a = queue.origin("a")
        let requests = (0..<150).map(Request.init)
        for request in requests { _ = queue.admit(request, to: a) }
        #expect(queue.activeCount == 100)
        let isNews = queue.set(.exclusive, of: a)
        #expect(isNews)
        while queue.next() != nil {}
        #expect(queue.activeCount == 150)
    }
}
