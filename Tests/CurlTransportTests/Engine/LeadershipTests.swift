import Fetch
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("Leadership of the event loop")
struct LeadershipTests {
    /// Like `#expect`, which does not accept noncopyable values.
    private func expect(_ isTrue: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(isTrue, sourceLocation: sourceLocation)
    }

    @Test("There is one leader at a time")
    func exclusive() {
        let leadership = Leadership()
        expect(leadership.isVacant)
        expect(leadership.take(asLoopThread: true))
        expect(leadership.isHeldByLoopThread)
        expect(!leadership.take(asLoopThread: false))
        leadership.release()
        expect(leadership.take(asLoopThread: false))
        expect(!leadership.isHeldByLoopThread)
        expect(!leadership.isVacant)
    }

    @Test("A blocked thread asks the loop thread to step down, until another leader takes over")
    func asking() {
        let leadership = Leadership()
        _ = leadership.take(asLoopThread: true)
        expect(!leadership.isWantedByThread)
        leadership.askLoopThread()
        expect(leadership.isWantedByThread)
        expect(leadership.isLeftToThreads)
        leadership.release()
        _ = leadership.take(asLoopThread: true)
        expect(!leadership.isWantedByThread)
        leadership.leaveToLoopThread()
        expect(!leadership.isLeftToThreads)
    }

    @Test("Blocked threads waiting to lead are called in order, and not after they have withdrawn")
    func enlisting() {
        let leadership = Leadership()
        expect(!leadership.callEnlistedThread())
        let (first, second) = (ThreadParker(), ThreadParker())
        leadership.enlist(first)
        leadership.enlist(second)
        leadership.withdraw(first)
        expect(leadership.callEnlistedThread())
        let began = MonotonicTime.now
        second.park(until: began.advanced(by: .seconds(60)))
        #expect(began.duration(to: .now) < .seconds(30))
        leadership.withdraw(second)
        expect(!leadership.callEnlistedThread())
    }

    @Test(
        "The parked loop thread returns at its deadline, or at once if it was called or has work",
        arguments: [
            true, false,
        ])
    func parking(isCalled: Bool) {
        let leadership = Leadership()
        let began = MonotonicTime.now
        if isCalled {
            leadership.callLoopThread()
            leadership.parkLoopThread(until: began.advanced(by: .seconds(60)), unless: false)
            leadership.parkLoopThread(until: began.advanced(by: .seconds(60)), unless: true)
        } else {
            leadership.parkLoopThread(until: began.advanced(by: .milliseconds(20)), unless: false)
            #expect(began.duration(to: .now) >= .milliseconds(20))
        }
        #expect(began.duration(to: .now) < .seconds(30))
    }
}
