import Fetch
import HTTPValues

/// Something that the reader of a response waits for.
///
/// Of at most three words, so that it needs no memory of its own as `any News`.
struct ReaderNews: News {
    let transfer: Transfer
    /// How it ended, when it has.
    let outcome: Result<TransferSummary, FetchError>?

    func tell() {
        if let outcome { transfer.finish(outcome) } else { transfer.announce() }
    }
}

/// The same for a transfer that somebody listens to: the listener is told first what has happened.
struct ListenerNews: News {
    let events: TransferEvents
    let reader: ReaderNews

    func tell() {
        events.deliver(then: reader.tell)
    }
}
