internal import Glibc
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
    func makeOutput(capacity: Int, _ fill: (inout ByteBuffer) -> Void) -> ByteBuffer {
        output.clear(minimumCapacity: capacity)
        fill(&output)
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

/// Runs tasks on an event loop, so that a handler's task needs no other thread to be woken.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// Dates in the fixed form of RFC 9110 section 5.6.7.
enum HTTPDate {
    /// The date that lies so many seconds behind the start of 1970, in UTC.
    static func text(secondsSince1970 seconds: Int) -> String {
        let days = Int((Double(seconds) / 86400).rounded(.down))
        let secondOfDay = seconds - days * 86400
        let (year, month, day) = civil(daysSince1970: days)
        let weekday = weekdays[((days % 7) + 11) % 7]
        let time = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60].map(twoDigits).joined(separator: ":")
        return "\(weekday), \(twoDigits(day)) \(months[month - 1]) \(year) \(time) GMT"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// Counts in eras of 400 years that begin in March, so that a leap day is the last day of a year.
    private static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

/// What a connection knows about itself, for its requests.
struct ConnectionInfo: Sendable {
    let remote: String?
    let isSecure: Bool
}
