import HTTPValues
import Testing

@testable import AIOHTTPWeb

/// The state machine of an HTTP/1 connection in isolation.
@Suite struct ConnectionStateTests {
    private func state(
        after fields: Headers = [:], method: String = "GET", version: HTTPVersion = .http11
    ) throws -> ConnectionState {
        var head = ReceivedRequestHead(method: method, target: "/", version: version)
        head.headers = fields
        head.headers.add(name: "Host", value: "x")
        var state = ConnectionState(discardLimit: 100)
        state.receivedHead(head, try RequestFraming(head))
        return state
    }

    @Test func nextRequestFollowsACompleteExchange() throws {
        var state = try state()
        let isOver = state.receivedEnd()
        #expect(!isOver)
        #expect(!state.wantsInput)
        let plan = state.startResponse(status: 200, length: 1, closes: false)
        #expect(plan.keepsAlive)
        let next = state.finishResponse(isComplete: true)
        #expect(next == .nextRequest)
        #expect(state.inbound == .idle)
        #expect(state.timer == .idle)
    }

    @Test(arguments: [(50, ConnectionState.Next.discardBody), (101, .lingerAndClose)])
    func restOfTheBodyDecides(length: Int, expected: ConnectionState.Next) throws {
        var state = try state(after: ["Content-Length": "\(length)"], method: "POST")
        _ = state.startResponse(status: 200, length: 0, closes: false)
        let next = state.finishResponse(isComplete: true)
        #expect(next == expected)
    }

    @Test func discardingHasALimit() throws {
        var state = try state(after: ["Transfer-Encoding": "chunked"], method: "POST")
        _ = state.startResponse(status: 200, length: 0, closes: false)
        _ = state.finishResponse(isComplete: true)
        let first = state.receivedBody(100)
        #expect(first)
        let second = state.receivedBody(1)
        #expect(!second)
    }

    @Test func unsentContinueCloses() throws {
        var state = try state(after: ["Content-Length": "5", "Expect": "100-continue"], method: "POST")
        let plan = state.startResponse(status: 200, length: 0, closes: false)
        #expect(!plan.keepsAlive)
    }

    @Test func continueIsSentOnce() throws {
        var state = try state(after: ["Content-Length": "5", "Expect": "100-continue"], method: "POST")
        let first = state.bodyIsWanted()
        #expect(first)
        let second = state.bodyIsWanted()
        #expect(!second)
        let plan = state.startResponse(status: 200, length: 0, closes: false)
        #expect(plan.keepsAlive)
    }

    @Test func stopClosesWhatIsIdleAndLetsTheRestFinish() throws {
        var idle = ConnectionState(discardLimit: 0)
        let idleCloses = idle.stop()
        #expect(idleCloses)
        var busy = try state()
        _ = busy.receivedEnd()
        let closesAtOnce = busy.stop()
        #expect(!closesAtOnce)
        let plan = busy.startResponse(status: 200, length: 0, closes: false)
        #expect(plan.connectionField == .close)
        let next = busy.finishResponse(isComplete: true)
        #expect(next == .close)
    }

    @Test func endOfInputDependsOnWhatIsUnderWay() throws {
        var idle = ConnectionState(discardLimit: 0)
        let whenIdle = idle.closeInput()
        #expect(whenIdle == .close)
        var body = try state(after: ["Content-Length": "5"], method: "POST")
        let inBody = body.closeInput()
        #expect(inBody == .abort)
        var complete = try state()
        _ = complete.receivedEnd()
        let afterEnd = complete.closeInput()
        #expect(afterEnd == .finish)
        #expect(complete.timer == .halfClosed)
    }
}
