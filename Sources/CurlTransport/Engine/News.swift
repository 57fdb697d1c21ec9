import HTTPValues

/// A notification that is delivered without the engine's lock.
protocol News: Sendable {
    /// Whether a thread is blocked until it gets the notification.
    var isForThread: Bool { get }

    /// Delivers the notification.
    func tell()
}

extension ShortList<any News> {
    /// Delivers all notifications.
    ///
    /// Each task that is resumed from a thread outside Swift's pool may wake a thread of the pool. For several it is
    /// cheaper to wake one, which resumes them all.
    func tellAll() {
        guard isMultiple else { return forEach { $0.tell() } }
        var forTasks: [any News] = []
        forEach { if $0.isForThread { $0.tell() } else { forTasks.append($0) } }
        guard forTasks.count > 1 else { return forTasks.forEach { $0.tell() } }
        Task.detached { [forTasks] in forTasks.forEach { $0.tell() } }
    }
}
