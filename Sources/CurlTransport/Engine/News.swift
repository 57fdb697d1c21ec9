import HTTPValues

/// What somebody outside the engine waits for.
protocol News: Sendable {
    /// Tells it. Called without the engine's lock: who is told runs at once.
    func tell()
}
