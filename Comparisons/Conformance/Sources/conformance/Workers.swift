import Fetch
import FetchConformance
import Foundation

/// Runs the suite on one client in child processes, each of which takes one case after another.
struct Workers {
    let maker: any SuiteClientMaker
    /// The numbers of the cases to run.
    let numbers: [Int]
    /// How many processes run at once.
    let lanes = 3

    /// The results, in the order of the numbers.
    func results() async -> [CaseResult] {
        let queue = Queue(numbers)
        let name = maker.name
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<lanes {
                group.addTask { await RealThread.run { Self.work(queue, name) } }
            }
        }
        return numbers.compactMap { queue.result($0) }
    }

    /// Feeds children until the queue is empty. Runs on a thread of its own.
    private static func work(_ queue: Queue, _ name: String) {
        var child: Child?
        while let number = queue.next() {
            do {
                let current = try child ?? Child(name)
                child = current
                if let result = current.result(of: number) {
                    queue.put(number, result)
                    guard result.isHung else { continue }
                    _ = current.end()
                } else {
                    queue.put(number, CaseResult(Suite.cases[number], client: name, verdict: .crashed(current.end())))
                }
            } catch {
                queue.put(number, CaseResult(Suite.cases[number], client: name, verdict: .crashed("\(error)")))
            }
            child = nil
        }
        _ = child?.end()
    }
}

extension CaseResult {
    /// What hangs is still there, and would disturb the next case.
    fileprivate var isHung: Bool { verdict.words.contains { $0.hasPrefix("hung:") } }
}

/// What is still to be done, and what came of it.
private final class Queue: @unchecked Sendable {
    // Sendable: all that changes is behind the lock.
    private let lock = NSLock()
    private var waiting: ArraySlice<Int>
    private var results: [Int: CaseResult] = [:]

    init(_ numbers: [Int]) { waiting = numbers[...] }

    func next() -> Int? { lock.withLock { waiting.popFirst() } }
    func put(_ number: Int, _ result: CaseResult) { lock.withLock { results[number] = result } }
    func result(_ number: Int) -> CaseResult? { lock.withLock { results[number] } }
}

/// One child process.
private final class Child {
    private let process = Process()
    private let orders = Pipe()
    private let answers = Pipe()
    private let complaints: URL
    private var buffer = Data()

    init(_ client: String) throws {
        complaints = FileManager.default.temporaryDirectory.appending(path: "conformance-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: complaints.path, contents: nil)
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["--worker", client]
        // Clients must not find a proxy that nobody told them of, nor print pages when they crash.
        process.environment = ["SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin"]
        process.standardInput = orders
        process.standardOutput = answers
        process.standardError = try FileHandle(forWritingTo: complaints)
        try process.run()
    }

    /// Has the child run a case; nil when it ends instead.
    func result(of number: Int) -> CaseResult? {
        guard (try? orders.fileHandleForWriting.write(contentsOf: Data("\(number)\n".utf8))) != nil else { return nil }
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                let line = buffer[..<end]
                buffer = Data(buffer[(end + 1)...])
                // Whatever else a client may print is not an answer.
                if let result = (try? JSON(parsing: Bytes(line))).flatMap({ CaseResult($0) }) { return result }
                continue
            }
            let more = answers.fileHandleForReading.availableData
            guard !more.isEmpty else { return nil }
            buffer += more
        }
    }

    /// Ends the child, or waits for its end; returns how it ended.
    func end() -> String {
        try? orders.fileHandleForWriting.close()
        if !buffer.isEmpty || process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        defer { try? FileManager.default.removeItem(at: complaints) }
        let text = (try? String(contentsOf: complaints, encoding: .utf8)) ?? ""
        let words = text.split(separator: "\n").first { $0.contains("Fatal error") || $0.contains("recondition") }
        if process.terminationReason == .exit, process.terminationStatus == Worker.blockedStatus {
            return "it blocked its threads and was killed"
        }
        return "signal \(process.terminationStatus)" + (words.map { ": \($0)" } ?? "")
    }
}
