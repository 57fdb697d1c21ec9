import HTTPValues

/// A transport performs HTTP exchanges. It is neither blocking nor asynchronous.
///
/// Examples are the engine based on libcurl and a mock in a test. A transport knows nothing about redirects, cookies,
/// authentication or content codings. Those are handled above it.
public protocol Transport: AnyObject, Sendable {
    /// Starts `request` and returns immediately. The head, body and end of the response are passed to `transfer`.
    /// A transport must end every transfer exactly once.
    func start(_ request: WireRequest, _ transfer: Transfer)

    /// Opens a connection for an arbitrary protocol and returns immediately. Progress is reported to `connection`.
    ///
    /// A transport must end every connection. The default implementation ends it with ``FetchError/Kind/unsupported``.
    func connect(_ request: ConnectionRequest, _ connection: ByteConnection)

    /// Lets the calling thread do the transport's work, or sleep on `parker`, until `isDone` returns true. The caller
    /// has registered `parker` with the object that it waits for.
    ///
    /// The default implementation only sleeps, which suits a transport that works on its own thread.
    func wait(with parker: ThreadParker, until isDone: () -> Bool)

    /// Ends all transfers with ``FetchError/Kind/closed`` and closes all connections. May be called repeatedly.
    func close()
}

extension Transport {
    public func wait(with parker: ThreadParker, until isDone: () -> Bool) {
        while !isDone() { parker.park() }
    }

    public func connect(_ request: ConnectionRequest, _ connection: ByteConnection) {
        connection.finish(.failure(FetchError(.unsupported, "This transport opens no connections for other protocols")))
    }
}

/// Controls a transfer or connection of a transport. All methods may be called from any thread at any time, even after
/// the end.
public protocol TransferControl: AnyObject, Sendable {
    /// Resumes delivery after bytes were refused.
    func resumeDownload()
    /// Resumes sending after there were no bytes to send.
    func resumeUpload()
    /// Ends it with ``FetchError/Kind/cancelled`` and releases its resources.
    func cancel()
}
