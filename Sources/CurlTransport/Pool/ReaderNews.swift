import Fetch
import HTTPValues

/// Something that the reader of a response waits for.
struct ReaderNews: News {
    let transfer: Transfer
    /// How it ended, when it has.
    let outcome: Result<TransferSummary, FetchError>?
    /// The listener to tell first what has happened.
    let events: TransferEvents?

    func tell() {
        if let events { events.deliver(then: tellReader) } else { tellReader() }
    }

    private func tellReader() {
        if let outcome { transfer.finish(outcome) } else { transfer.announce() }
    }
}
