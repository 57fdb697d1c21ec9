import FetchConformance
import Glibc
import HTTPValues

/// Another program, run to completion.
package struct Subprocess: Sendable {
    /// The result of a program.
    package struct Result: Sendable {
        /// The exit status, or 128 plus the signal number if a signal ended it.
        package let status: Int32
        /// The bytes written to standard output.
        package let outputBytes: [UInt8]
        /// The text written to standard error.
        package let errors: String

        /// Standard output as text.
        package var output: String { String(decoding: outputBytes, as: UTF8.self) }

        /// The last non-empty line of standard error, or of standard output if there is none.
        package var lastWords: String {
            let lines = (output + "\n" + errors).split(whereSeparator: \.isNewline)
            return lines.last.map(String.init) ?? "exit status \(status)"
        }
    }

    private let command: String
    private let arguments: [String]
    private let limit: Duration

    /// Creates a program to run.
    ///
    /// - Parameters:
    ///   - command: A path, or a name to look up in `PATH`.
    ///   - limit: The time after which the program is killed.
    package init(_ command: String, _ arguments: [String], limit: Duration = .seconds(120)) {
        self.command = command
        self.arguments = arguments
        self.limit = limit
    }

    /// Runs the program with empty standard input.
    ///
    /// - Throws: ``SystemFailure`` if it cannot be started or does not end in time.
    package func run() async throws -> Result {
        try await RealThread.run { () -> Swift.Result<Result, any Error> in .init { try runBlocking() } }.get()
    }

    private func runBlocking() throws -> Result {
        let output = try Pipe()
        let errors = try Pipe()
        let process = try spawn(output, errors)
        output.closeWriting()
        errors.closeWriting()
        let ended = drain([output, errors])
        if !ended { kill(process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard ended else { throw SystemFailure("\(command) did not end within \(limit)") }
        let signal = status & 0x7F
        return Result(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, outputBytes: output.bytes,
            errors: String(decoding: errors.bytes, as: UTF8.self))
    }

    private func spawn(_ output: Pipe, _ errors: Pipe) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors.writing, STDERR_FILENO)
        // Listeners and connections of other tests: a process that inherits one keeps it open after the test closed it.
        for descriptor in STDERR_FILENO + 1..<1024 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var words = ([command] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        let code = posix_spawnp(&process, command, &actions, nil, &words, environ)
        guard code == 0 else { throw SystemFailure("\(command) cannot be started", code: code) }
        return process
    }

    /// Reads both pipes to the end at once, because a process blocked on one pipe would never close the other.
    ///
    /// - Returns: Whether both pipes ended in time.
    private func drain(_ pipes: [Pipe]) -> Bool {
        let end = ContinuousClock.now + limit
        var open = pipes
        while !open.isEmpty {
            let left = (end - ContinuousClock.now) / .milliseconds(1)
            guard left > 0 else { return false }
            var waiting = open.map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
            poll(&waiting, nfds_t(waiting.count), Int32(left) + 1)
            let ready = zip(open, waiting).filter { $0.1.revents != 0 }.map(\.0)
            let ended = ready.filter { !$0.readSome() }
            open.removeAll { pipe in ended.contains { $0 === pipe } }
        }
        return true
    }
}

/// A pipe from the process.
private final class Pipe {
    let reading: Int32
    private(set) var writing: Int32
    private(set) var bytes: [UInt8] = []

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemFailure("the system gives no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        closeWriting()
        close(reading)
    }

    func closeWriting() {
        if writing >= 0 { close(writing) }
        writing = -1
    }

    /// Reads what is available and returns whether there may be more.
    func readSome() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        let count = read(reading, &buffer, buffer.count)
        if count > 0 { bytes += buffer[..<count] }
        return count > 0 || (count < 0 && errno == EINTR)
    }
}
