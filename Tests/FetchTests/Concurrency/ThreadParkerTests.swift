import Fetch
import FetchConformance
import Glibc
import HTTPValues
import Testing

@Suite("Parking a thread")
struct ThreadParkerTests {
    @Test("Parking lasts until the deadline if the thread is not woken")
    func deadline() {
        let began = MonotonicTime.now
        ThreadParker().park(until: began.advanced(by: .milliseconds(30)))
        #expect(began.duration(to: .now) >= .milliseconds(30))
    }

    @Test("An earlier wake-up makes the next park return at once")
    func earlierWakeUp() {
        let parker = ThreadParker()
        let began = MonotonicTime.now
        parker.unpark()
        parker.park(until: began.advanced(by: .seconds(60)))
        #expect(began.duration(to: .now) < .seconds(30))
        parker.park(until: .now.advanced(by: .milliseconds(10)))
        #expect(began.duration(to: .now) >= .milliseconds(10))
    }

    @Test("Each thread has one parker that no other thread shares")
    func onePerThread() async {
        let found = await withCheckedContinuation { continuation in
            RealThread.start {
                let mine = ThreadParker.current
                continuation.resume(returning: (mine, ThreadParker.current))
            }
        }
        let other = await withCheckedContinuation { continuation in
            RealThread.start { continuation.resume(returning: ThreadParker.current) }
        }
        #expect(found.0 === found.1)
        #expect(found.0 !== other)
    }

    /// Linux shows the system call that a thread sleeps in, with its number and arguments.
    @Test("Parking does not last longer when the system clock is set back", .enabled(if: ParkedThread.canBeObserved))
    func monotonic() async throws {
        // Longer than any test run, because a thread that is no longer parked cannot be observed.
        let thread = ParkedThread(seconds: 3600)
        let operation = try await thread.futexOperation()
        thread.parker.unpark()
        #expect(operation & ParkedThread.sleepsUntilDate == 0)
    }
}

/// A thread parked with a deadline, observed from outside.
private final class ParkedThread: Sendable {
    let parker = ThreadParker()
    /// The thread's folder under `/proc` once it runs.
    private let folder = Locked<String?>(nil)

    /// `FUTEX_CLOCK_REALTIME`
    static let sleepsUntilDate = 0x100

    #if arch(x86_64)
        private static let futex = "202"
    #else
        private static let futex = "98"
    #endif

    static var canBeObserved: Bool { contents(of: "/proc/thread-self/syscall") != nil }

    init(seconds: Int) {
        RealThread.start { [self] in
            folder.withLock { $0 = Self.folderOfThisThread() }
            parker.park(until: .now.advanced(by: .seconds(seconds)))
        }
    }

    /// The operation of the `futex` call that the thread sleeps in, once it is asleep.
    func futexOperation() async throws -> Int {
        while true {
            try await Task.sleep(for: .milliseconds(2))
            guard let folder = folder.withLock({ $0 }) else { continue }
            let words = Self.contents(of: folder + "/syscall")?.split(separator: " ") ?? []
            guard words.count > 2, words[0] == Self.futex else { continue }
            return Int(words[2].dropFirst(2), radix: 16) ?? 0
        }
    }

    private static func folderOfThisThread() -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let start = buffer.baseAddress else { return nil }
            let count = readlink("/proc/thread-self", start, buffer.count)
            return count > 0
                ? "/proc/" + String(decoding: UnsafeRawBufferPointer(buffer)[..<count], as: UTF8.self) : nil
        }
    }

    private static func contents(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
        }
    }
}
