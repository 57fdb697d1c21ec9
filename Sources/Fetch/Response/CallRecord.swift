import HTTPValues

/// The information about a call that is attached to its response.
package struct CallRecord: Sendable {
    /// The request that led to the response.
    let request: RequestHead
    /// The responses before it, oldest first.
    let history: [FetchedResponse]
    /// When the call started.
    let began: MonotonicTime
}
