import Glibc
import HTTPValues
import NIOCore

/// State shared by all connections of an event loop.
final class LoopContext: @unchecked Sendable {
    // Sendable because its mutable state, the cached date and the buffer, is used on the event loop only.
    let eventLoop: any EventLoop
    let executor: EventLoopExecutor
    private var dateSecond = 0
    private var date: [UInt8] = []
    private var output = ByteBuffer()

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        executor = EventLoopExecutor(eventLoop)
    }

    /// Returns a buffer filled by `fill`, with room for `capacity` bytes. A response is usually sent before the next is
    /// written, so responses can share memory. Allocating would cost more than copying into it.
    func makeOutput<Failure: Error>(
        capacity: Int, _ fill: (inout ByteBuffer) throws(Failure) -> Void
    ) throws(Failure) -> ByteBuffer {
        output.clear(minimumCapacity: capacity)
        try fill(&output)
        defer { if output.capacity > 1 << 20 { output = ByteBuffer() } }
        return output
    }

    /// The current time as in `Date: Sun, 06 Nov 1994 08:49:37 GMT`, formatted once a second.
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
