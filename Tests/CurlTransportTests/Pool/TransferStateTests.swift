import Fetch
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("State of a transfer")
struct TransferStateTests {
    private static let timeout = FetchTimeout(
        connect: .seconds(1), read: .seconds(2), write: .seconds(3), pool: .seconds(4))
    /// Times are relative to the start of the transfer.
    private let start: MonotonicTime
    private var state: TransferState

    init() {
        let clock = TransferClock(timeout: Self.timeout, deadline: nil)
        start = clock.started
        state = TransferState(clock: clock)
    }

    private func after(_ seconds: Int) -> MonotonicTime { start.advanced(by: .seconds(seconds)) }

    @Test("A transfer goes from stage to stage and ends once")
    func stages() {
        var state = state
        var seen = [state.stage]
        state.wait(now: after(0))
        seen.append(state.stage)
        state.connect(now: after(0))
        seen.append(state.stage)
        _ = state.isReadyToSend(isIdempotent: true, now: after(0))
        seen.append(state.stage)
        #expect(seen == [.submitted, .waiting, .connecting, .exchanging])
        let first = state.end()
        let second = state.end()
        #expect(first == .exchanging)
        #expect(second == nil)
    }

    @Test(
        "A transfer is sent again only if its request is idempotent",
        arguments: [(true, TransferState.Sending.again), (false, .refused)])
    func sendingAgain(isIdempotent: Bool, expected: TransferState.Sending) {
        var state = state
        state.connect(now: after(0))
        let first = state.isReadyToSend(isIdempotent: isIdempotent, now: after(0))
        let second = state.isReadyToSend(isIdempotent: isIdempotent, now: after(0))
        #expect(first == .first)
        #expect(second == expected)
    }

    private enum Step: Sendable {
        case wait(Int), connect(Int), ready(Int, uploads: Bool), sent(Int, isLast: Bool), rewound, starved, received(
            Int)
        case head, lagging, resume(EngineItem.Orders, Int)
    }

    @Test(
        "The timeout depends on what the transfer is waiting for",
        arguments: [
            ([.wait(0)], 4, .pool),
            ([.wait(0), .connect(3)], 4, .connect),
            ([.connect(0), .ready(1, uploads: false)], 3, .read),
            ([.connect(0), .ready(1, uploads: false), .received(2)], 4, .read),
            ([.connect(0), .ready(1, uploads: true)], 4, .write),
            ([.connect(0), .ready(1, uploads: true), .sent(2, isLast: false)], 5, .write),
            ([.connect(0), .ready(1, uploads: true), .sent(2, isLast: true)], 4, .read),
            ([.connect(0), .ready(1, uploads: true), .sent(2, isLast: true), .rewound], 5, .write),
            ([.connect(0), .ready(1, uploads: true), .head], 3, .read),
            ([.connect(0), .ready(1, uploads: true), .starved], nil, nil),
            ([.connect(0), .ready(1, uploads: true), .starved, .resume(.resumeSending, 5)], 8, .write),
            ([.connect(0), .ready(1, uploads: false), .head, .lagging], nil, nil),
            ([.connect(0), .ready(1, uploads: false), .head, .lagging, .resume(.resumeReceiving, 9)], 11, .read),
        ] as [([Step], Int?, FetchError.Phase?)])
    private func limits(steps: [Step], seconds: Int?, phase: FetchError.Phase?) {
        var state = state
        for step in steps { take(step, in: &state) }
        #expect(state.nextLook == seconds.map(after) ?? .never)
        guard let phase, let seconds else { return }
        #expect(state.due(now: after(seconds - 1), hasCaughtUp: true) == .later(after(seconds)))
        #expect(state.due(now: after(seconds), hasCaughtUp: true) == .passed(phase))
        let mayBeHeldUp = phase == .read || phase == .write
        #expect(state.due(now: after(seconds), hasCaughtUp: false) == (mayBeHeldUp ? .unlessHeldUp : .passed(phase)))
    }

    private func take(_ step: Step, in state: inout TransferState) {
        switch step {
        case .wait(let time): state.wait(now: after(time))
        case .connect(let time): state.connect(now: after(time))
        case .ready(let time, let uploads):
            state.prepared(uploads: uploads)
            _ = state.isReadyToSend(isIdempotent: true, now: after(time))
        case .sent(let time, let isLast): state.sent(isLast: isLast, now: after(time))
        case .rewound: state.rewound()
        case .starved: state.pauseSending()
        case .received(let time): state.received(now: after(time))
        case .head: state.receivedHead()
        case .lagging: state.pauseReceiving()
        case .resume(let orders, let time): _ = state.resume(orders, now: after(time))
        }
    }

    @Test("Only what is paused resumes, and only on a connection")
    func resuming() {
        var state = state
        state.pauseReceiving()
        let beforeItsTurn = state.resume(.resumeReceiving, now: after(1))
        state.connect(now: after(1))
        let other = state.resume(.resumeSending, now: after(1))
        let resumed = state.resume([.resumeReceiving, .resumeSending], now: after(1))
        let again = state.resume(.resumeReceiving, now: after(1))
        #expect([beforeItsTurn, other, resumed, again] == [false, false, true, false])
    }
}
