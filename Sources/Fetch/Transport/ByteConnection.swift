public import HTTPValues

/// A bidirectional byte stream between a transport and its user, for protocols that the transport does not know.
///
/// The transport reports when the connection is open, passes in the bytes that the peer sends, and takes the bytes to
/// send from ``output``. The user waits as a task or a thread. Backpressure works in both directions: the transport
/// stops reading from the network while the user does not read, and writes wait while the network accepts no data.
public final class ByteConnection: Sendable {
    /// The properties of an open connection.
    public struct Properties: Sendable, Hashable {
        /// The protocol that the server selected in the TLS handshake, if any.
        public var negotiatedProtocol: String?
        /// The peer's address, if known.
        public var remoteAddress: String?

        /// Creates properties.
        public init(negotiatedProtocol: String? = nil, remoteAddress: String? = nil) {
            self.negotiatedProtocol = negotiatedProtocol
            self.remoteAddress = remoteAddress
        }
    }

    /// The bytes to send. Its end means that the user is done sending but still reads.
    public let output = UploadQueue()

    private let state = Locked(State())

    fileprivate struct State: ~Copyable, Awaitable {
        var properties: Properties?
        var input = ChunkQueue()
        var isRefusing = false
        /// Whether the peer is done sending.
        var isInputComplete = false
        /// How the connection ended.
        var outcome: Result<Void, FetchError>?
        var control: (any TransferControl)?
        var waiters = Waiters()
    }

    /// Creates a connection that is about to be opened.
    package init() {}
}

// MARK: - The transport's side

extension ByteConnection {
    /// Sets the transport's control for this connection. The transport must call it before anything else.
    public func attach(_ control: any TransferControl) {
        let hasEnded = state.withLock { state in
            if state.outcome == nil { state.control = control }
            return state.outcome != nil
        }
        output.attach(control)
        if hasEnded { control.cancel() }
    }

    /// Reports that the connection is open.
    public func opened(_ properties: Properties) {
        change { if $0.outcome == nil { $0.properties = properties } }
    }

    /// Passes in bytes that the peer sent. If they are not accepted, offer them again after
    /// ``TransferControl/resumeDownload()``.
    public func receive(_ bytes: Bytes) -> Transfer.Flow {
        let (flow, wakeUp) = state.withLock { state -> (Transfer.Flow, WakeUp) in
            if case .failure(let error) = state.outcome { return (.stop(error), .none) }
            guard state.input.byteCount < Transfer.highWater else {
                state.isRefusing = true
                return (.pause, .none)
            }
            state.input.append(bytes)
            return (.proceed, state.waiters.takeWakeUp())
        }
        wakeUp.run()
        return flow
    }

    /// Reports that the peer is done sending. It may still read.
    public func receiveEnd() {
        change { $0.isInputComplete = true }
    }

    /// Ends the connection. Bytes received before can still be read. Only the first call has an effect.
    public func finish(_ outcome: Result<Void, FetchError>) {
        change { state in
            guard state.outcome == nil else { return }
            state.outcome = outcome
            state.control = nil
        }
        output.close()
    }

    private func change(_ change: (inout State) -> Void) {
        state.withLock { state in
            change(&state)
            return state.waiters.takeWakeUp()
        }.run()
    }
}

// MARK: - The user's side

extension ByteConnection {
    /// Returns the properties of the connection, the error if opening failed, or nil if it is still being opened.
    package func pollProperties() -> Result<Properties, FetchError>? {
        state.withLock { $0.pollProperties() }
    }

    /// Returns the next bytes, a success of nil at the end, or nil if nothing has arrived yet.
    package func pollBytes() -> Result<Bytes?, FetchError>? {
        let (bytes, resumed) = state.withLock { state -> (Result<Bytes?, FetchError>?, (any TransferControl)?) in
            let bytes = state.pollBytes()
            guard state.isRefusing, state.input.byteCount <= Transfer.highWater / 2 else { return (bytes, nil) }
            state.isRefusing = false
            return (bytes, state.control)
        }
        resumed?.resumeDownload()
        return bytes
    }

    /// Ends the connection immediately and discards unsent data. Has no effect if it has ended.
    package func close() {
        end(FetchError(.closed, "The connection was closed"))
    }

    /// Closes the sending side once everything written has been sent. The peer may continue to send.
    package func finishWriting() {
        output.complete()
    }

    private func end(_ error: FetchError) {
        let control = state.withLock { $0.control }
        finish(.failure(error))
        control?.cancel()
    }

    // MARK: As a task

    /// Waits until the connection is open.
    ///
    /// - Throws: ``FetchError``. Its kind is `cancelled` if the task is cancelled, which ends the connection.
    package func properties() async throws(FetchError) -> Properties {
        while true {
            if let properties = pollProperties() { return try properties.get() }
            await changed { $0.properties != nil || $0.outcome != nil }
        }
    }

    /// Returns the next bytes that the peer sends, or nil if it is done sending.
    ///
    /// - Throws: ``FetchError``. Its kind is `cancelled` if the task is cancelled, which ends the connection.
    package func read() async throws(FetchError) -> Bytes? {
        while true {
            if let bytes = pollBytes() { return try bytes.get() }
            await changed { $0.hasInput }
        }
    }

    /// Waits for room in the send queue and adds `bytes` to it.
    ///
    /// - Throws: ``FetchError`` if the connection has ended.
    package func write(_ bytes: Bytes) async throws(FetchError) {
        let hasRoom = await withTaskCancellationHandler {
            await output.room()
        } onCancel: {
            cancel()
        }
        try append(bytes, hasRoom: hasRoom)
    }

    private func cancel() {
        end(FetchError(.cancelled, "The connection was cancelled"))
    }

    /// Suspends until the state changes, unless `isReady` returns true. Cancelling the task ends the connection.
    private func changed(unless isReady: (borrowing State) -> Bool) async {
        await withTaskCancellationHandler {
            await state.changed(unless: isReady)
        } onCancel: {
            cancel()
        }
    }

    // MARK: As a thread

    /// Waits until the connection is open.
    @available(*, noasync, message: "this call blocks its thread")
    package func blockingProperties(over transport: any Transport) throws(FetchError) -> Properties {
        while true {
            if let properties = pollProperties() { return try properties.get() }
            wait(over: transport) { $0.properties != nil || $0.outcome != nil }
        }
    }

    /// Returns the next bytes that the peer sends, or nil if it is done sending.
    @available(*, noasync, message: "this call blocks its thread")
    package func blockingRead(over transport: any Transport) throws(FetchError) -> Bytes? {
        while true {
            if let bytes = pollBytes() { return try bytes.get() }
            wait(over: transport) { $0.hasInput }
        }
    }

    /// Waits for room in the send queue and adds `bytes` to it.
    @available(*, noasync, message: "this call blocks its thread")
    package func blockingWrite(_ bytes: Bytes, over transport: any Transport) throws(FetchError) {
        transport.wait(with: output.listThisThread()) { output.hasRoom || output.isClosed }
        try append(bytes, hasRoom: !output.isClosed)
    }

    private func wait(over transport: any Transport, unless isReady: (borrowing State) -> Bool) {
        transport.wait(with: state.withLock { $0.waiters.listThisThread() }) { state.withLock { isReady($0) } }
    }

    private func append(_ bytes: Bytes, hasRoom: Bool) throws(FetchError) {
        guard hasRoom else { throw state.withLock { $0.failure } }
        output.append(bytes)
    }
}

extension ByteConnection.State {
    fileprivate var hasInput: Bool { !input.isEmpty || isInputComplete || outcome != nil }

    fileprivate var failure: FetchError {
        if case .failure(let error) = outcome { error } else { FetchError(.write, "The connection has ended") }
    }

    fileprivate func pollProperties() -> Result<ByteConnection.Properties, FetchError>? {
        if let properties { return .success(properties) }
        return outcome == nil ? nil : .failure(failure)
    }

    fileprivate mutating func pollBytes() -> Result<Bytes?, FetchError>? {
        if let bytes = input.popFirst() { return .success(bytes) }
        if case .failure(let error) = outcome { return .failure(error) }
        return isInputComplete || outcome != nil ? .success(nil) : nil
    }
}
