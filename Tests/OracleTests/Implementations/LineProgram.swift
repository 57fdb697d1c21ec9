import Fetch
import FetchConformance
import Foundation
import HTTPValues

/// A program that responds to each line with a line. It is started on first use.
final class LineProgram: Sendable {
    let name: String
    private let command: [String]
    private let running = Locked<Running?>(nil)

    /// The time limit for one line.
    private static let patience = Duration.seconds(20)

    init(_ name: String, _ command: [String]) {
        self.name = name
        self.command = command
    }

    deinit { stop() }

    /// Sends `line` and returns the response. Returns nil if the program ended or timed out, and restarts it next time.
    func ask(_ line: String) async -> String? {
        await RealThread.run { [self] in
            let program = running.withLock { running in
                if running == nil { running = try? Running(command) }
                return running
            }
            let answer = program?.ask(line, patience: Self.patience)
            if answer == nil { stop() }
            return answer
        }
    }

    /// Stops the program.
    func stop() {
        running.withLock { $0.take() }?.stop()
    }
}

/// The process, used by one thread at a time.
private final class Running: @unchecked Sendable {
    // Sendable: the owner sends one line at a time, and nothing else touches `unread`.
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var unread: [UInt8] = []

    init(_ command: [String]) throws {
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try output.fileHandleForWriting.close()
        try input.fileHandleForReading.close()
    }

    func ask(_ line: String, patience: Duration) -> String? {
        let end = ContinuousClock.now + patience
        do {
            try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
        } catch {
            return nil
        }
        while true {
            if let newline = unread.firstIndex(of: 0x0A) {
                defer { unread.removeFirst(newline + 1) }
                return String(decoding: unread[..<newline], as: UTF8.self)
            }
            guard receive(until: end) else { return nil }
        }
    }

    private func receive(until end: ContinuousClock.Instant) -> Bool {
        let left = (end - .now) / .milliseconds(1)
        guard left > 0 else { return false }
        var waiting = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, Int32(left)) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(waiting.fd, &buffer, buffer.count)
        unread += buffer.prefix(max(count, 0))
        return count > 0
    }

    func stop() {
        kill(process.processIdentifier, SIGKILL)
    }
}
