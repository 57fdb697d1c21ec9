import Fetch
import HTTPValues

/// Passes messages to a thread, which sleeps while there are none.
final class Mailbox<Message: Sendable>: Sendable {
    private let messages = Locked<[Message]>([])
    private let parker = ThreadParker()

    /// Adds a message.
    func put(_ message: Message) {
        messages.withLock { $0.append(message) }
        parker.unpark()
    }

    /// Returns the next message. Sleeps until there is one.
    func take() -> Message {
        while true {
            let message = messages.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            if let message { return message }
            parker.park()
        }
    }
}
