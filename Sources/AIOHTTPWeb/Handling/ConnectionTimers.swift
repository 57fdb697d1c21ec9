import HTTPValues
import NIOCore

/// The timer of a connection. Its deadline moves far more often than it fires, so moving it only changes a number. The
/// scheduled task compares that number when it wakes.
final class ConnectionTimers: @unchecked Sendable {
    // Sendable because it is used on the connection's event loop only.
    private let configuration: Web.ServerConfiguration
    private let eventLoop: any EventLoop
    private var action: ((ConnectionTimer) -> Void)?
    private var timer = ConnectionTimer.none
    private var deadline = NIODeadline.distantFuture
    private var scheduled: (task: Scheduled<Void>, deadline: NIODeadline)?

    init(_ configuration: Web.ServerConfiguration, eventLoop: any EventLoop) {
        self.configuration = configuration
        self.eventLoop = eventLoop
    }

    /// Sets the action for a timer that fires.
    func onTimeout(_ action: @escaping (ConnectionTimer) -> Void) {
        self.action = action
    }

    /// Starts `timer`. If it is already running, only the idle and body timers restart: they measure silence, while the
    /// others measure a total duration.
    func start(_ timer: ConnectionTimer) {
        guard timer != self.timer || timer == .idle || timer == .body else { return }
        self.timer = timer
        guard let duration = duration(of: timer) else {
            deadline = .distantFuture
            return
        }
        deadline = .now() + TimeAmount(duration)
        schedule()
    }

    /// Stops the timer for good.
    func cancel() {
        scheduled?.task.cancel()
        scheduled = nil
        deadline = .distantFuture
        action = nil
    }

    private func duration(of timer: ConnectionTimer) -> Duration? {
        switch timer {
        case .idle: configuration.keepAliveTimeout
        case .head: configuration.headerTimeout
        case .body: configuration.bodyTimeout
        case .halfClosed: configuration.halfCloseTimeout
        case .linger: configuration.lingerTimeout
        case .none: nil
        }
    }

    private func schedule() {
        if let scheduled {
            guard scheduled.deadline > deadline else { return }
            scheduled.task.cancel()
        }
        let task = eventLoop.scheduleTask(deadline: deadline) { self.wake() }
        scheduled = (task, deadline)
    }

    private func wake() {
        scheduled = nil
        guard deadline != .distantFuture else { return }
        guard deadline <= .now() else { return schedule() }
        let timer = timer
        self.timer = .none
        deadline = .distantFuture
        action?(timer)
    }
}
