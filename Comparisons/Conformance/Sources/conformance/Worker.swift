import Fetch
import FetchConformance
import Foundation

/// The child process that a client runs in: reads numbers of cases, a line each, and writes their results, a line
/// each. A client that crashes takes only this process with it.
enum Worker {
    /// How long a case may take.
    static let patience = Duration.seconds(15)
    /// The status that the process ends with when a client blocks the threads that it would give up on.
    static let blockedStatus: Int32 = 99
    private static let mostMemory: rlim_t = 4 << 30

    static func run(_ maker: any SuiteClientMaker) async {
        var limit = rlimit(rlim_cur: mostMemory, rlim_max: mostMemory)
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
        let cases = Suite.cases
        while let line = await RealThread.run({ readLine() }) {
            guard let number = Int(line), cases.indices.contains(number) else { continue }
            let isDone = Flag()
            RealThread.start {
                sleep(UInt32(patience.components.seconds) + 10)
                if !isDone.isSet { _exit(blockedStatus) }
            }
            let result = await runCase(cases[number], on: maker, patience: patience)
            isDone.set()
            FileHandle.standardOutput.write(Data((result.json.text(.compact) + "\n").utf8))
        }
    }

    private final class Flag: Sendable {
        private let value = NSLock()
        nonisolated(unsafe) private var isRaised = false

        var isSet: Bool { value.withLock { isRaised } }
        func set() { value.withLock { isRaised = true } }
    }
}
