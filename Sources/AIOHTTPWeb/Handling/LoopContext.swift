import Glibc
import HTTPValues
import NIOCore

/// What all connections of one event loop share.
final class LoopContext: @unchecked Sendable {
    // Sendable because what changes, the cached date and the buffer, is used on the event loop only.
    let eventLoop: any EventLoop
    let executor: EventLoopExecutor
    private var dateSecond = 0
    private var date: [UInt8] = []
    private var output = ByteBuffer()

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        executor = EventLoopExecutor(eventLoop)
    }

    /// What `fill` writes, with room for `capacity` bytes. Responses are usually on their way before the next one is
    /// written, so they can share one piece of memory; fresh memory would cost more than the copy into it.
    func makeOutput<Failure: Error>(
        capacity: Int, _ fill: (inout ByteBuffer) throws(Failure) -> Void
    ) throws(Failure) -> ByteBuffer {
        output.clear(minimumCapacity: capacity)
        try fill(&output)
        defer { if output.capacity > 1 << 20 { output = ByteBuffer() } }
        return output
    }

    /// The time as in `Date: Sun, 06 Nov 1994 08:49:37 GMT`, made once a second.
    var currentDate: [UInt8] {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &now)
        if now.tv_sec != dateSecond {
            dateSecond = now.tv_sec
            date = Array(HTTPDate.text(secondsSince1970: now.tv_sec).utf8)
        }
        return date
    }
}
