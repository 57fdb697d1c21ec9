import Fetch
import HTTPValues

/// Hands values from tasks to a thread, which sleeps while there are none.
final class Mailbox<Message: Sendable>: Sendable {
    private let messages = Locked<[Message]>([])
    private let parker = ThreadParker()

    /// Leaves a message.
    func put(_ message: Message) {
        messages.withLock { $0.append(message) }
        parker.unpark()
    }

    /// The next message; sleeps until there is one.
    func take() -> Message {
        while true {
            let message = messages.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            if let message { return message }
            parker.park()
        }
    }
}
