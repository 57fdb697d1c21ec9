import Fetch
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("Who leads the event loop")
struct LeadershipTests {
    /// As `#expect`, which cannot look into what cannot be copied.
    private func expect(_ isTrue: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(isTrue, sourceLocation: sourceLocation)
    }

    @Test("One at a time")
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

    @Test("A blocked thread asks the loop thread to leave, until somebody has taken over")
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

    @Test("Blocked threads that would lead are called in order, and not after they have left")
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
        "The parked loop thread returns at its deadline, or at once when it was called or has work",
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
