import HTTPValues

/// Work in progress on a mock transport.
protocol MockWork: TransferControl {
    /// Ends the work with an error. Has no effect if it has ended.
    func end(_ error: FetchError)
}
