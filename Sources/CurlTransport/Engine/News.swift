import HTTPValues

/// A notification for code outside the engine.
protocol News: Sendable {
    /// Delivers the notification. Called without the engine's lock, because the receiver runs at once.
    func tell()
}
