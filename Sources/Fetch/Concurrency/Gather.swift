import HTTPValues

/// Runs `operation` for every input concurrently and returns the results in the order of the inputs, like
/// `asyncio.gather` with an optional semaphore.
///
/// If an operation throws, the others are cancelled and its error is thrown. At most `limit` tasks exist at a time,
/// regardless of the number of inputs; nil means no limit.
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

/// Runs `operation` for every input concurrently and returns the result of each, in the order of the inputs, like
/// `asyncio.gather` with `return_exceptions=True`.
///
/// Unlike ``gather(_:limit:_:)``, an operation that throws does not cancel the others. At most `limit` operations run at
/// a time; nil means no limit.
///
/// ```swift
/// for result in await gatherResults(urls, limit: 20, { try await client.get($0) }) {
///     switch result {
///     case .success(let response): print(response.statusCode)
///     case .failure(let error): print(error)
///     }
/// }
/// ```
public func gatherResults<Inputs: Sequence & Sendable, Output: Sendable>(
    _ inputs: Inputs, limit: Int? = nil,
    _ operation: @escaping @Sendable (Inputs.Element) async throws -> Output
) async -> [Result<Output, any Error>] where Inputs.Element: Sendable {
    let results = try? await gather(inputs, limit: limit) { input -> Result<Output, any Error> in
        do {
            return .success(try await operation(input))
        } catch {
            return .failure(error)
        }
    }
    return results ?? []  // an operation that throws nothing makes no error
}
