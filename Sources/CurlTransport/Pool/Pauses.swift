import HTTPValues

/// The paused directions of a transfer.
struct Pauses: Hashable {
    /// Paused because the reader is slow.
    var receiving = false
    /// Paused because the source of the request body has no data.
    var sending = false
}
