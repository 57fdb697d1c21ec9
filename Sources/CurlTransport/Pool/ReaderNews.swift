import Fetch
import HTTPValues

/// A notification for the reader of a response.
///
/// At most three words in size, so that it needs no allocation as `any News`.
struct ReaderNews: News {
    let transfer: Transfer
    /// The outcome, if the transfer has ended.
    let outcome: Result<TransferSummary, FetchError>?

    var isForThread: Bool { transfer.isBlocking }

    func tell() {
        if let outcome { transfer.finish(outcome) } else { transfer.announce() }
    }
}

/// A notification for a transfer with a listener. The listener is notified before the reader.
struct ListenerNews: News {
    let events: TransferEvents
    let reader: ReaderNews

    var isForThread: Bool { reader.isForThread }

    func tell() {
        events.deliver(then: reader.tell)
    }
}
