import Glibc
import Testing

@testable import CurlTransport

@Suite("Watching sockets")
struct WatchingTests {
    private final class Owner: SocketOwner {
        var reports = 0
        func socketReady(_ socket: Int32, for events: SocketEvents) { reports += 1 }
    }

    /// Calls `body` with a descriptor that can be read.
    private func withReadable(_ body: (EngineCore, Int32, Owner) -> Void) {
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        var byte: UInt8 = 1
        write(ends[1], &byte, 1)
        let core = EngineCore()
        body(core, ends[0], Owner())
        for descriptor in ends + [core.epoll] { close(descriptor) }
    }

    @Test("A socket is reported as long as there is something to read", arguments: [false, true])
    func levels(isKicked: Bool) {
        withReadable { core, socket, owner in
            if isKicked {
                core.kicked { core.watch(socket, for: .readable, of: owner) }
            } else {
                core.watch(socket, for: .readable, of: owner)
            }
            for _ in 0..<3 { core.catchUp() }
            #expect(owner.reports == 3)
            core.watch(socket, for: [], of: owner)
            for _ in 0..<3 { core.catchUp() }
            #expect(owner.reports == 3)
            core.watch(socket, for: .readable, of: owner)
            core.catchUp()
            #expect(owner.reports == 4)
        }
    }

    @Test("A socket watched once is reported once, until it is watched again")
    func once() {
        withReadable { core, socket, owner in
            for round in 1...3 {
                core.watch(socket, for: .readable, of: owner, isOneShot: true)
                for _ in 0..<3 { core.catchUp() }
                #expect(owner.reports == round)
                #expect(!core.isReported(socket))
            }
        }
    }

    @Test("A muted socket is not reported")
    func muted() {
        withReadable { core, socket, owner in
            core.watch(socket, for: .readable, of: owner)
            core.mute(socket)  // not while a request is being started
            #expect(core.isReported(socket))
            core.kicked { core.mute(socket) }
            core.catchUp()
            #expect(owner.reports == 0)
            core.watch(socket, for: .readable, of: owner)
            core.catchUp()
            #expect(owner.reports == 1)
        }
    }
}
