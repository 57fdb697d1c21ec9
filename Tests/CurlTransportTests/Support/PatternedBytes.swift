import Glibc
import HTTPValues

/// Bytes that tell their position, so that lost, repeated and invented ones are noticed.
enum PatternedBytes {
    /// The byte at `position`.
    static func byte(at position: Int) -> UInt8 {
        let block = UInt64(truncatingIfNeeded: position >> 3) &* 0x9E37_79B9_7F4A_7C15
        return UInt8(truncatingIfNeeded: (block ^ (block >> 29)) >> UInt64((position & 7) * 8))
    }

    /// The bytes in `bounds`.
    static func bytes(_ bounds: Range<Int>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bounds.count) { memory, count in
            for position in bounds { memory[position - bounds.lowerBound] = byte(at: position) }
            count = bounds.count
        }
    }

    /// Returns the position of the first byte in `bytes`, which begin at `start`, that is wrong.
    static func firstMistake(in bytes: Bytes, from start: Int) -> Int? {
        bytes.withUnsafeBytes { memory in
            memory.indices.first { memory[$0] != byte(at: start + $0) }.map { start + $0 }
        }
    }
}

/// How long the tests with random input run: a moment, or the seconds in the environment variable `DUET_SOAK`.
enum Soak {
    static let seconds: Int? = getenv("DUET_SOAK").flatMap { Int(String(cString: $0)) }

    /// Calls `body` with one seed after another: with `count` seeds, or as long as `DUET_SOAK` says.
    static func run(seeds count: Int, from first: UInt64 = 1, _ body: (UInt64) async throws -> Void) async rethrows {
        let end = seconds.map { ContinuousClock.now + .seconds($0) }
        var seed = first
        while end.map({ ContinuousClock.now < $0 }) ?? (seed < first + UInt64(count)) {
            try await body(seed)
            seed += 1
        }
    }
}
