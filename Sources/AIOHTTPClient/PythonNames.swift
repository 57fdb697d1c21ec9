public import Fetch
public import HTTPValues

// Names of aiohttp and of HTTPX that this style does not have. The compiler says what to write instead. None of them can be
// called, and available members of the same name are always preferred.

extension ClientResponse {
    @available(*, unavailable, renamed: "status")
    public var status_code: Int { fatalError() }

    @available(*, unavailable, renamed: "status")
    public var statusCode: Int { fatalError() }

    @available(*, unavailable, message: "write 'ok', which is true for a status below 400")
    public var isSuccess: Bool { fatalError() }

    @available(*, unavailable, renamed: "raiseForStatus()")
    @discardableResult
    public func raise_for_status() throws -> ClientResponse { fatalError() }

    @available(*, unavailable, message: "write 'try await text()'")
    public var text: String { fatalError() }

    @available(*, unavailable, message: "write 'try await json()'")
    public var json: JSON { fatalError() }

    @available(*, unavailable, renamed: "content")
    public var bytes: BodyBytes { fatalError() }

    @available(*, unavailable, renamed: "close()")
    public func release() { fatalError() }
}

extension BodyBytes {
    @available(*, unavailable, message: "write 'for try await chunk in response.content'")
    public func iterChunked(_ size: Int) -> BodyBytes { fatalError() }

    @available(*, unavailable, message: "write 'for try await chunk in response.content'")
    public func iter_chunked(_ n: Int) -> BodyBytes { fatalError() }

    @available(*, unavailable, message: "write 'for try await chunk in response.content'")
    public func iter_any() -> BodyBytes { fatalError() }

    @available(*, unavailable, message: "write 'response.read()' for the whole body")
    public func read(_ n: Int = -1) async throws -> Bytes { fatalError() }

    @available(*, unavailable, message: "write 'for try await line in response.lines'")
    public func readline() async throws -> Bytes { fatalError() }
}
