import HTTPValues

/// What a response tells about the call that it ended.
package struct CallRecord: Sendable {
    /// The request that the response answers.
    let request: RequestHead
    /// The responses that led to it, oldest first.
    let history: [FetchedResponse]
    /// When the user called.
    let began: MonotonicTime
}
