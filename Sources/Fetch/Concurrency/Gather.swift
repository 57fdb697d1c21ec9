import HTTPValues

/// Runs `operation` for every input concurrently and returns the results in the order of the inputs, like
/// `asyncio.gather` with an optional semaphore.
///
/// If an operation throws, the others are cancelled and its error is thrown. At most `limit` tasks exist at a time,
/// regardless of the number of inputs.
///
/// - Parameter limit: The maximum number of concurrent operations, or nil for no limit.
public func gather<Inputs: Sequence & Sendable, Output: Sendable>(
    _ inputs: Inputs, limit: Int? = nil,
    _ operation: @escaping @Sendable (Inputs.Element) async throws -> Output
) async throws -> [Output] where Inputs.Element: Sendable {
    let inputs = Array(inputs)
    var results = [Output?](repeating: nil, count: inputs.count)
    try await withThrowingTaskGroup(of: (Int, Output).self) { group in
        var started = 0
        func startNext() {
            guard started < inputs.count else { return }
            let index = started
            let input = inputs[index]
            group.addTask { (index, try await operation(input)) }
            started += 1
        }
        for _ in 0..<Swift.min(Swift.max(limit ?? inputs.count, 1), inputs.count) { startNext() }
        while let (index, output) = try await group.next() {
            results[index] = output
            startNext()
        }
    }
    return results.compactMap(\.self)
}
