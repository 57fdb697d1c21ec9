import CCurl
import Fetch
import FoundationEssentials
import Glibc
import HTTPValues
import TestSupport
import Testing

@testable import CurlTransport

/// libcurl has descriptors of its own besides its connections, such as the one that wakes it.
@Suite("Descriptors that libcurl opened itself")
struct ForeignDescriptorTests {
    private let core = EngineCore()
    private let descriptor = eventfd(1, Int32(EFD_NONBLOCK | EFD_CLOEXEC))

    private final class Owner: SocketOwner {
        var reportCount = 0

        func socketReady(_ socket: Int32, for events: SocketEvents) { reportCount += 1 }
    }

    @Test("One that is never drained is reported once for each change")
    func changesOnly() {
        defer { close(descriptor) }
        let owner = Owner()
        core.watch(descriptor, for: [.readable, .changesOnly], of: owner)
        for _ in 0..<3 { core.catchUp() }
        #expect(owner.reportCount == 1)
        eventfd_write(descriptor, 1)
        for _ in 0..<3 { core.catchUp() }
        #expect(owner.reportCount == 2)
        core.unwatch(descriptor, of: owner)
    }

    @Test("One that another owner watches by now stays watched")
    func otherOwner() {
        defer { close(descriptor) }
        let (first, second) = (Owner(), Owner())
        core.watch(descriptor, for: .readable, of: first)
        core.watch(descriptor, for: .readable, of: second)
        core.unwatch(descriptor, of: first)
        core.catchUp()
        #expect(first.reportCount == 0)
        #expect(second.reportCount == 1)
        core.unwatch(descriptor, of: second)
        core.catchUp()
        #expect(second.reportCount == 1)
    }

    @Test("A multi handle watches them for changes, and its connections for events")
    func multiHandle() throws {
        let engine = Engine.shared
        defer { close(descriptor) }
        let multi = try CurlMulti(options: CurlOptions(), engine: engine)
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(connection) }
        let (foreign, own, removed) = engine.withLock { core in
            multi.opened(connection)
            multi.watch(descriptor, CURL_POLL_IN)
            multi.watch(connection, CURL_POLL_IN)
            let (foreign, own) = (events(of: descriptor, in: core.epoll), events(of: connection, in: core.epoll))
            multi.watch(descriptor, CURL_POLL_REMOVE)
            let removed = events(of: descriptor, in: core.epoll)
            core.unwatch(connection, of: multi)
            multi.close()
            return (foreign, own, removed)
        }
        #expect(foreign == EPOLLET.rawValue | EPOLLIN.rawValue)
        #expect(own == EPOLLIN.rawValue)
        #expect(removed == nil)
    }

    /// Returns the events for which `epoll` watches a descriptor, without those that it always reports.
    private func events(of descriptor: Int32, in epoll: Int32) -> UInt32? {
        let text = (try? String(contentsOfFile: "/proc/self/fdinfo/\(epoll)", encoding: .utf8)) ?? ""
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 4, words[0] == "tfd:", words[1] == "\(descriptor)" else { continue }
            return UInt32(words[3], radix: 16).map { $0 & ~(EPOLLERR.rawValue | EPOLLHUP.rawValue) }
        }
        return nil
    }
}
