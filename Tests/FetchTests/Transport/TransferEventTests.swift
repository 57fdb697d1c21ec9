import Fetch
import HTTPValues
import Testing

@Suite("Events of a transfer")
struct TransferEventTests {
    @Test("Events come in order, with ascending times, before the action that follows them")
    func order() {
        let told = Locked<[String]>([])
        let times = Locked<[MonotonicTime]>([])
        let events = TransferEvents { event in
            told.withLock { $0.append("\(event.kind)") }
            times.withLock { $0.append(event.time) }
        }
        events.add(.queued, at: MonotonicTime(nanoseconds: 10))
        events.add(.admitted, at: MonotonicTime(nanoseconds: 5))
        #expect(told.withLock { $0 } == [])
        events.deliver { told.withLock { $0.append("end") } }
        events.report(.headSent)
        #expect(told.withLock { $0 } == ["queued", "admitted", "end", "headSent"])
        #expect(times.withLock { $0.map(\.nanoseconds).prefix(2) } == [10, 10])
    }

    @Test("The listener may add events itself")
    func reentrancy() {
        let kinds = Locked<[TransferEvent.Kind]>([])
        let events = Locked<TransferEvents?>(nil)
        let made = TransferEvents { event in
            kinds.withLock { $0.append(event.kind) }
            if event.kind == .queued { events.withLock { $0 }?.report(.admitted) }
        }
        events.withLock { $0 = made }
        made.report(.queued)
        #expect(kinds.withLock { $0 } == [.queued, .admitted])
        events.withLock { $0 = nil }
    }

    @Test("A mock transport reports the events it has")
    func mock() async throws {
        let kinds = Locked<[TransferEvent.Kind]>([])
        let transport = MockTransport { _ in MockResponse(text: "hello") }
        let transfer = Transfer(mode: .collect(limit: 100))
        let request = WireRequest(
            method: .post, url: try FetchURL("http://mock.test/"), headers: [:], body: .bytes("four"),
            events: TransferEvents { event in kinds.withLock { $0.append(event.kind) } })
        transport.start(request, transfer)
        _ = try await transfer.whole().get()
        #expect(kinds.withLock { $0 } == [.headSent, .bodySent(4), .responseBegan, .bodyReceived(5)])
    }
}
