import HTTPValues

/// What a driver does with what came back: the same for tasks and threads.
extension Call {
    /// What is to happen when the head of a response is there, or has failed to come.
    enum HeadVerdict {
        /// This is the response for the user.
        case isFinal(ResponseHead)
        /// Another follows, when the rest of this one has been read.
        case leadsOn(ResponseHead)
        /// There was none; the request is to be sent once more.
        case failed
    }

    /// The response for the user, when `transfer` has ended; nil when another attempt follows.
    ///
    /// - Parameter limit: The most bytes of a body, as decoded.
    /// - Throws: The failure, when it is not to be tried again; ``FetchError`` for a body that cannot be decoded.
    func response(of transfer: Transfer, limit: Int) throws(FetchError) -> FetchedResponse? {
        switch transfer.pollWhole() {
        case .success(let response):
            if try isFinal(response.head) { return try finish(response, limit: limit) }
            proceed(after: response)
        case .failure(let error):
            try proceed(after: error)
        case nil:
            throw FetchError(.disconnected, "The transfer has not ended")
        }
        return nil
    }

    /// What the head that came over `transfer` means.
    ///
    /// - Throws: The failure, when it is not to be tried again; ``FetchError`` for a head that must not be used.
    func verdict(on head: Result<ResponseHead, FetchError>, from transfer: Transfer) throws(FetchError) -> HeadVerdict {
        switch head {
        case .success(let head):
            do {
                return try isFinal(head) ? .isFinal(head) : .leadsOn(head)
            } catch {
                transfer.cancel()
                throw error
            }
        case .failure(let error):
            try proceed(after: error)
            return .failed
        }
    }

    /// The response for the user, with its content coding undone.
    private func finish(_ response: CollectedResponse, limit: Int) throws(FetchError) -> FetchedResponse {
        do {
            let decoded = try response.decodedBody(limit: limit)
            return FetchedResponse(
                response, decoded: decoded, url: request.url, request: request, history: history, began: began)
        } catch {
            throw error.about(request.url.description)
        }
    }
}
