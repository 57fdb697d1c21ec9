public import Fetch
public import HTTPValues

// Names of httpx, and their spelling in camel case, that Duet does not have. The compiler says what to write instead. None
// of them can be called, and available members of the same name are always preferred. A parameter of type `Never?` tells a
// function from the property of the same name.

extension Response {
    @available(*, unavailable, message: "write 'json' for a JSON value, or 'json(as: User.self)' for a type of yours")
    public func json(_: Never? = nil) throws -> JSON { fatalError() }

    @available(*, unavailable, message: "write 'text', without parentheses")
    public func text(_: Never? = nil) -> String { fatalError() }
}

extension ResponseFacts {
    @available(*, unavailable, renamed: "statusCode")
    public var status_code: Int { fatalError() }

    @available(*, unavailable, renamed: "statusCode")
    public var status: Int { fatalError() }

    @available(*, unavailable, renamed: "reasonPhrase")
    public var reason_phrase: String { fatalError() }

    @available(*, unavailable, renamed: "isSuccess")
    public var is_success: Bool { fatalError() }

    @available(*, unavailable, message: "write 'isSuccess' for a 2xx status, or '!isError' for one below 400")
    public var ok: Bool { fatalError() }

    @available(*, unavailable, renamed: "raiseForStatus()")
    @discardableResult
    public func raise_for_status() throws -> Self { fatalError() }
}

extension ResponseStream {
    @available(*, unavailable, message: "write 'forEachLine { line in … }'")
    public var lines: [String] { fatalError() }

    @available(*, unavailable, message: "write 'forEachLine { line in … }'")
    public func iterLines() -> [String] { fatalError() }

    @available(*, unavailable, message: "write 'forEachLine { line in … }'")
    public func iter_lines() -> [String] { fatalError() }

    @available(*, unavailable, message: "write 'forEachLine { line in … }'")
    public func iter_text(chunk_size: Int? = nil) -> [String] { fatalError() }

    @available(*, unavailable, message: "write 'forEachBytes { chunk in … }'")
    public var bytes: [Bytes] { fatalError() }

    @available(*, unavailable, message: "write 'forEachBytes { chunk in … }'")
    public func iterBytes() -> [Bytes] { fatalError() }

    @available(*, unavailable, message: "write 'forEachBytes { chunk in … }'")
    public func iter_bytes(chunk_size: Int? = nil) -> [Bytes] { fatalError() }

    @available(*, unavailable, message: "write 'readRaw()', then 'forEachBytes { chunk in … }'")
    public func iter_raw(chunk_size: Int? = nil) -> [Bytes] { fatalError() }

    @available(*, unavailable, message: "write 'read().text'")
    public var text: String { fatalError() }

    @available(*, unavailable, message: "write 'read().content'")
    public var content: Bytes { fatalError() }

    @available(*, unavailable, message: "write 'read().json'")
    public var json: JSON { fatalError() }

    @available(*, unavailable, message: "write 'read().json'")
    public func json(_: Never? = nil) throws -> JSON { fatalError() }
}

extension AsyncResponseStream {
    @available(*, unavailable, renamed: "lines")
    public func aiterLines() -> BodyLines { fatalError() }

    @available(*, unavailable, renamed: "lines")
    public func aiter_lines() -> BodyLines { fatalError() }

    @available(*, unavailable, message: "write 'lines' for text, or 'bytes' for chunks as they arrive")
    public func aiter_text(chunk_size: Int? = nil) -> BodyLines { fatalError() }

    @available(*, unavailable, renamed: "bytes")
    public func aiterBytes() -> BodyBytes { fatalError() }

    @available(*, unavailable, renamed: "bytes")
    public func aiter_bytes(chunk_size: Int? = nil) -> BodyBytes { fatalError() }

    @available(*, unavailable, message: "write 'readRaw()', then read 'bytes'")
    public func aiter_raw(chunk_size: Int? = nil) -> BodyBytes { fatalError() }

    @available(*, unavailable, renamed: "read()")
    public func aread() async throws -> Response { fatalError() }

    @available(*, unavailable, renamed: "close()")
    public func aclose() async { fatalError() }

    @available(*, unavailable, message: "write 'try await read().text'")
    public var text: String { fatalError() }

    @available(*, unavailable, message: "write 'try await read().content'")
    public var content: Bytes { fatalError() }

    @available(*, unavailable, message: "write 'try await read().json'")
    public var json: JSON { fatalError() }

    @available(*, unavailable, message: "write 'try await read().json'")
    public func json(_: Never? = nil) async throws -> JSON { fatalError() }
}

extension Client {
    @available(*, unavailable, renamed: "init(baseURL:)")
    public convenience init(base_url: String) throws { fatalError() }
}

extension AsyncClient {
    @available(*, unavailable, renamed: "init(baseURL:)")
    public convenience init(base_url: String) throws { fatalError() }

    @available(*, unavailable, renamed: "close()")
    public func aclose() async { fatalError() }
}
