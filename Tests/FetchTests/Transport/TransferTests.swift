import Fetch
import HTTPValues
import Synchronization
import Testing

@Suite("A transfer")
struct TransferTests {
    private let head = ResponseHead(version: .http11, status: 200, reason: "OK", headers: [:])

    @Test("A transfer runs all its end actions in order")
    func endActions() {
        let transfer = Transfer(mode: .stream)
        let told = Locked<[Int]>([])
        for number in 0..<3 { transfer.onEnd { told.withLock { $0.append(number) } } }
        #expect(told.withLock { $0 } == [])
        transfer.finish(.success(TransferSummary()))
        transfer.finish(.failure(FetchError(.read, "Too late")))
        transfer.onEnd { told.withLock { $0.append(3) } }
        #expect(told.withLock { $0 } == [0, 1, 2, 3])
    }

    @Test("A collected body is returned once, and a second request throws")
    func collectedOnce() throws {
        let transfer = Transfer(mode: .collect(limit: 100))
        transfer.receive(head)
        _ = transfer.receive(Bytes("hello"))
        if transfer.pollWhole() != nil { Issue.record("it has not ended") }
        transfer.finish(.success(TransferSummary()))
        #expect(try transfer.pollWhole()?.get().body == "hello")
        let error = #expect(throws: FetchError.self) { try transfer.pollWhole()?.get() }
        #expect(error?.kind == .streamConsumed)
    }

    @Test("A transfer wakes every task that waits for its head")
    func manyWaiters() async {
        let transfer = Transfer(mode: .stream)
        async let first = transfer.head()
        async let second = transfer.head()
        transfer.receive(head)
        let statuses = [try? await first.get().status, try? await second.get().status]
        #expect(statuses == [200, 200])
    }

    @Test("A transfer enforces the limit of a collected body")
    func limit() {
        let transfer = Transfer(mode: .collect(limit: 4))
        guard case .proceed = transfer.receive(Bytes("four")), case .stop(let error) = transfer.receive(Bytes("5"))
        else {
            Issue.record("four bytes fit, the fifth does not")
            return
        }
        #expect(error.kind == .tooLarge)
    }
}
