import HTTPValues

/// Carries one HTTP exchange: a request out, a response in. Neither blocking nor asynchronous.
///
/// The engine over libcurl is one; a mock in a test is another. A transport knows nothing of redirects, cookies,
/// authentication or content codings: those are rules of ``Call``.
public protocol Transport: AnyObject, Sendable {
    /// Starts `request` and returns at once. What happens is told to `transfer`: its head, its bytes, its end.
    /// A transport must end every transfer that it was given, exactly once.
    func start(_ request: WireRequest, _ transfer: Transfer)

    /// Opens a connection for bytes of any protocol, and returns at once. What happens is told to `connection`.
    ///
    /// A transport must end every connection that it was given. The default ends it with
    /// ``FetchError/Kind/unsupported``.
    func connect(_ request: ConnectionRequest, _ connection: ByteConnection)

    /// Lets the calling thread do the transport's own work until `isDone`, or sleep until `parker` is woken: by what
    /// it waits for, which knows the parker already.
    ///
    /// A transport whose work happens on a thread of its own needs nothing here: the default only sleeps.
    func wait(with parker: ThreadParker, until isDone: () -> Bool)

    /// Ends all transfers with ``FetchError/Kind/closed`` and closes every connection. May be called again.
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

/// What a transport offers for a transfer or a connection that it carries. Each may be called from any thread at any
/// time, also when that has ended.
public protocol TransferControl: AnyObject, Sendable {
    /// Goes on delivering bytes after some were refused.
    func resumeDownload()
    /// Goes on asking for bytes to send after there were none.
    func resumeUpload()
    /// Ends it with ``FetchError/Kind/cancelled`` and frees all that it holds.
    func cancel()
}
