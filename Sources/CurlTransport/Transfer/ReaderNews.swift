import Fetch
import HTTPValues

/// Something that the reader of a response waits for.
struct ReaderNews: Sendable {
    let transfer: Transfer
    /// How it ended, when it has.
    let outcome: Result<TransferSummary, FetchError>?

    /// Tells the reader. Called without the engine's lock.
    func tell() {
        if let outcome { transfer.finish(outcome) } else { transfer.announce() }
    }
}
