import HTTPValues
import Testing

@testable import AIOHTTPWeb

/// The actions of an HTTP/2 stream for every order of events.
@Suite struct HTTP2StreamStateTests {
    enum Event: Sendable {
        case head(isHead: Bool = false, expectsContinue: Bool = false)
        case end
        case readCompleted(hasRoom: Bool = true)
        case wanted(hasRoom: Bool = true)
        case start(status: Int, isWhole: Bool)
        case finish
        case lingered
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let events: [Event]
        let actions: [HTTP2StreamState.Action]
        init(_ name: String, _ events: [Event], _ actions: [HTTP2StreamState.Action]) {
            self.name = name
            self.events = events
            self.actions = actions
        }
        var testDescription: String { name }
    }

    private static let answered: [Event] = [.start(status: 200, isWhole: true), .finish]

    private static let cases: [Case] = [
        Case("a request without a body starts its handler at its end", [.head(), .end, .readCompleted()], [.start]),
        Case("one with a body when the read completes", [.head(), .readCompleted()], [.start, .read]),
        Case("once", [.head(), .readCompleted(), .end, .readCompleted()], [.start, .read]),
        Case("a full body is not read", [.head(), .readCompleted(hasRoom: false)], [.start]),
        Case(
            "a reader asks for more", [.head(), .readCompleted(hasRoom: false), .wanted()], [.start, .read]),
        Case(
            "and for the body that the client holds back, once",
            [.head(expectsContinue: true), .readCompleted(), .wanted(), .wanted()],
            [.start, .read, .sendContinue, .read, .read]),
        Case(
            "but not after the response has begun",
            [.head(expectsContinue: true), .readCompleted(), .start(status: 200, isWhole: false), .wanted()],
            [.start, .read, .read]),
        Case(
            "a response to a complete request ends the stream", [.head(), .end] + answered, [.start]),
        Case(
            "a whole response waits for the end of the request",
            [.head(), .readCompleted()] + answered + [.end], [.start, .read, .read, .linger, .release]),
        Case(
            "an error does not wait",
            [.head(), .readCompleted(), .start(status: 413, isWhole: true), .finish, .end],
            [.start, .read, .read, .linger]),
        Case(
            "nor does a stream",
            [.head(), .readCompleted(), .start(status: 200, isWhole: false), .finish, .end],
            [.start, .read, .read, .linger]),
        Case(
            "a client that goes on too long gets the response and a reset",
            [.head(), .readCompleted()] + answered + [.lingered], [.start, .read, .read, .linger, .release, .reset]),
        Case(
            "a reset alone when the response was sent",
            [.head(), .readCompleted(), .start(status: 500, isWhole: true), .finish, .lingered],
            [.start, .read, .read, .linger, .reset]),
        Case(
            "nothing when the request has ended meanwhile",
            [.head(), .readCompleted()] + answered + [.end, .lingered], [.start, .read, .read, .linger, .release]),
        Case(
            "what comes after the response is thrown away",
            [.head(), .readCompleted()] + answered + [.readCompleted(hasRoom: false), .wanted()],
            [.start, .read, .read, .linger, .read]),
    ]

    @Test("A sequence of events leads to the expected actions", arguments: cases)
    func actions(_ test: Case) {
        var state = HTTP2StreamState()
        #expect(test.events.flatMap { state.happen($0) } == test.actions)
    }

    @Test(
        "The response plan says whether a body follows the head",
        arguments: [(200, false, true), (200, true, false), (204, false, false), (304, false, false)])
    func plans(status: Int, isHead: Bool, sendsBody: Bool) {
        var state = HTTP2StreamState()
        state.receivedHead(isHead: isHead, expectsContinue: false)
        #expect(state.startResponse(status: status, length: nil, isWhole: false).sendsBody == sendsBody)
    }

    @Test("The body timer runs while the client should send or receive bytes")
    func timers() {
        var state = HTTP2StreamState()
        state.receivedHead(isHead: false, expectsContinue: false)
        #expect(state.timer(hasRoom: true, isWritable: true) == .body)
        #expect(state.timer(hasRoom: false, isWritable: true) == .none)
        #expect(state.timer(hasRoom: false, isWritable: false) == .body)
        _ = state.receivedEnd()
        #expect(state.timer(hasRoom: true, isWritable: true) == .none)
        #expect(state.timer(hasRoom: true, isWritable: false) == .body)
        _ = state.startResponse(status: 200, length: nil, isWhole: false)
        _ = state.finishResponse()
        #expect(state.timer(hasRoom: true, isWritable: false) == .none)
    }
}

extension HTTP2StreamState {
    fileprivate mutating func happen(_ event: HTTP2StreamStateTests.Event) -> [Action] {
        switch event {
        case .head(let isHead, let expectsContinue):
            receivedHead(isHead: isHead, expectsContinue: expectsContinue)
            return []
        case .end: return receivedEnd()
        case .readCompleted(let hasRoom): return readCompleted(hasRoom: hasRoom)
        case .wanted(let hasRoom): return bodyIsWanted(hasRoom: hasRoom)
        case .start(let status, let isWhole):
            _ = startResponse(status: status, length: nil, isWhole: isWhole)
            return []
        case .finish: return finishResponse()
        case .lingered: return lingered()
        }
    }
}
