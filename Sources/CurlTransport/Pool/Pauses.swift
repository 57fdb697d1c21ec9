import HTTPValues

/// Which directions of a transfer rest.
struct Pauses: Hashable {
    /// The reader lags.
    var receiving = false
    /// The source of the request body has nothing.
    var sending = false
}
