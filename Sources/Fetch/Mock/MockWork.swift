import HTTPValues

/// What a mock transport has under way.
protocol MockWork: TransferControl {
    /// Ends it with an error, unless it has ended.
    func end(_ error: FetchError)
}
