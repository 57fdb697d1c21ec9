import Fetch
import FetchConformance
import Glibc
import HTTPValues
import TestSupport
import Testing

@testable import CurlTransport

@Suite("Uploads", .timeLimit(.minutes(1)))
struct UploadTests {
    private static let large = Bytes(PatternedBytes.bytes(0..<(8 << 20)))

    // MARK: Early responses

    @Test("A response that comes before the end of an upload counts", arguments: Security.allCases)
    func earlyResponse(security: Security) async throws {
        let refusal = "HTTP/1.1 413 Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"
        let script: [ServerAction] = [.readHead, .send(refusal), .waitForClient]
        try await withServer(.connections([script, answering]), security) { _, origin, options in
            let transport = try CurlTransport(options)
            let response = try await transport.fetch(
                origin + "/", method: .post, body: .bytes(Self.large), total: .seconds(10))
            #expect(response.head.status == 413)
            #expect(response.body == "no")
            #expect(try await transport.fetch(origin + "/", total: .seconds(5)).body == "ok")
        }
    }

    @Test("An echo may begin before the end of an upload", arguments: Security.allCases)
    func echo(security: Security) async throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        let script: [ServerAction] = [.readHead, .send(head), .echoChunks, .waitForClient]
        try await withServer(.connections([script]), security) { _, origin, options in
            let upload = UploadQueue()
            let transfer = try CurlTransport(options).begin(
                origin + "/", method: .post, headers: ["Transfer-Encoding": "chunked"], body: .upload(length: nil),
                upload: upload, total: .seconds(20))
            let source = Task {
                var rest = Self.large
                while !rest.isEmpty, await upload.room() {
                    upload.append(rest.slice(0..<min(rest.count, 100_000)))
                    rest = rest.slice(min(rest.count, 100_000)..<rest.count)
                }
                upload.complete()
            }
            #expect(try await transfer.whole().get().body == Self.large)
            await source.value
        }
    }

    // MARK: Expect

    private enum Consent: String, CaseIterable {
        case given, late, silent, final, finalAndOpen, withHead

        var script: [ServerAction] {
            let go = "HTTP/1.1 100 Continue\r\n\r\n"
            let no = "HTTP/1.1 417 No\r\nContent-Length: 2\r\n"
            return switch self {
            case .given: [.readHead, .send(go), .readBody, .send(okay), .waitForClient]
            case .late: [.readHead, .pause(milliseconds: 1300), .send(go), .readBody, .send(okay), .waitForClient]
            case .silent: [.readRequest, .send(okay), .waitForClient]
            case .final: [.readHead, .send(no + "Connection: close\r\n\r\nno"), .waitForClient]
            case .finalAndOpen: [.readHead, .send(no + "\r\nno"), .waitForClient]
            case .withHead:
                [
                    .readHead, .send(go + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"), .readBody, .send("ok"),
                    .waitForClient,
                ]
            }
        }

        var isRefused: Bool { self == .final || self == .finalAndOpen }
    }

    @Test("A body that waits for consent is sent or not, as the server says", arguments: Security.allCases)
    func expectation(security: Security) async throws {
        // libcurl sends the request again after 417.
        for consent in Consent.allCases where !consent.isRefused || HTTP1Implementation.tested == .duet {
            try await withServer(.connections([consent.script, answering]), security) { server, origin, options in
                let transport = try CurlTransport(options)
                let response = try await transport.fetch(
                    origin + "/", method: .post, headers: ["Expect": "100-continue"], body: .bytes("body"),
                    total: .seconds(5))
                #expect(response.head.status == (consent.isRefused ? 417 : 200), "\(consent)")
                guard consent.isRefused else { return }
                #expect(try await transport.fetch(origin + "/", total: .seconds(5)).body == "ok", "\(consent)")
                #expect(server.log.connections == 2, "\(consent)")
                #expect(server.log.requests.map(\.method) == ["POST", "GET"], "\(consent)")
            }
        }
    }

    // MARK: Files

    /// Sends the file at `path` and returns what the server got.
    private func send(
        _ path: String, offset: Int = 0, length: Int, _ security: Security, meanwhile: @escaping @Sendable () -> Void
    ) async throws -> (result: Result<CollectedResponse, FetchError>, received: Bytes?) {
        let script: [ServerAction] = [.readHead, .run(meanwhile), .readBody, .send(okay), .waitForClient]
        var outcome: (Result<CollectedResponse, FetchError>, Bytes?)?
        try await withServer(.connections([script + script]), security) { server, origin, options in
            let transport = try CurlTransport(options)
            let transfer = try transport.begin(
                origin + "/", method: .put, body: .file(path: path, offset: offset, length: length),
                total: .seconds(10))
            let result = await transfer.whole()
            outcome = (result, server.log.requests.first?.body)
            #expect(transport.isIdle)
        }
        return try #require(outcome)
    }

    @Test("A file arrives whole, from its offset", arguments: Security.allCases)
    func file(security: Security) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/body"
        try write(Self.large, to: path)
        for (offset, length) in [(0, Self.large.count), (5, 0), (5, 1), (70_000, 3 << 20)] {
            try await withServer(.connections([answering]), security) { server, origin, options in
                let body = WireBody.file(path: path, offset: offset, length: length)
                let response = try await CurlTransport(options).fetch(
                    origin + "/", method: .put, body: body, total: .seconds(10))
                #expect(response.summary.sentBytes == length)
                #expect(server.log.requests.first?.body == Self.large.slice(offset..<offset + length))
            }
        }
    }

    @Test("A file that is shorter than stated, or becomes so, fails its request", arguments: Security.allCases)
    func shortFile(security: Security) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/body"
        try write(Self.large, to: path)
        let short = try await send(path, length: Self.large.count + 1, security, meanwhile: {})
        #expect(short.result.kind == .invalidRequest)
        let truncated = try await send(path, length: Self.large.count, security) { truncate(path, 10) }
        #expect(truncated.result.kind == .invalidRequest)
    }

    @Test("A file that grows or is removed while it is sent arrives as stated", arguments: Security.allCases)
    func changingFile(security: Security) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/body"
        try write(Self.large, to: path)
        let grown = try await send(path, length: Self.large.count, security) { truncate(path, 20 << 20) }
        let grownBody = try grown.result.get().body
        #expect(grownBody == "ok")
        let removed = try await send(path, length: Self.large.count, security) { unlink(path) }
        let removedBody = try removed.result.get().body
        #expect(removedBody == "ok")
        let missing = try await send(path, length: 1, security, meanwhile: {})
        #expect(missing.result.kind == .bodySource)
    }

    @Test("A file that cannot be sent without being read is read", arguments: Security.allCases)
    func unusualFiles(security: Security) async throws {
        try await withServer(.connections([answering]), security) { server, origin, options in
            let body = WireBody.file(path: "/proc/self/status", offset: 0, length: 100)
            let response = try await CurlTransport(options).fetch(origin + "/", method: .put, body: body)
            #expect(response.body == "ok")
            #expect(server.log.requests.first?.body.count == 100)
            #expect(server.log.requests.first?.body.utf8Text.hasPrefix("Name:") == true)
        }
        let folder = try await send("/proc", length: 10, security, meanwhile: {})
        #expect(folder.result.kind == .bodySource)
        let memory = try await send("/proc/self/mem", length: 10, security, meanwhile: {})
        #expect(memory.result.kind == .bodySource)
    }

    @Test("A pipe cannot be sent as a file, and nobody waits for its writer", arguments: Security.allCases)
    func pipe(security: Security) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/pipe"
        try #require(mkfifo(path, 0o600) == 0)
        let unwritten = try await send(path, length: 10, security, meanwhile: {})
        #expect(unwritten.result.kind == .bodySource)
        let writer = open(path, O_RDWR | O_CLOEXEC)
        defer { close(writer) }
        let sent = try await send(path, length: 10, security, meanwhile: {})
        #expect(sent.result.kind == .bodySource)
    }

    private func write(_ bytes: Bytes, to path: String) throws {
        let file = try #require(fopen(path, "w"))
        defer { fclose(file) }
        bytes.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, file) }
    }

    // MARK: Framing and timeouts

    @Test(
        "An empty upload is over at once, and then the server's time to answer runs",
        .enabled(if: HTTP1Implementation.tested == .duet, "libcurl does not ask for the end of an empty body"),
        arguments: [WireBody.file(path: "/dev/null", offset: 0, length: 0), .upload(length: 0), .bytes(Bytes())])
    func emptyUpload(body: WireBody) async throws {
        try await withServer(.connections([[.readRequest, .waitForClient]])) { server in
            let upload = UploadQueue()
            upload.complete()
            let transfer = try CurlTransport().begin(
                server.origin + "/", method: .put, body: body, upload: upload,
                timeout: FetchTimeout(read: .milliseconds(300), write: .seconds(20)), total: .seconds(10))
            #expect(await transfer.whole().kind == .timeout(.read))
        }
    }

    @Test("A body is sent in chunks if the headers say so", arguments: Security.allCases)
    func chunks(security: Security) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/body"
        try write(Self.large, to: path)
        for body in [WireBody.bytes(Self.large), .file(path: path, offset: 0, length: Self.large.count)] {
            try await withServer(.connections([answering]), security) { server, origin, options in
                let response = try await CurlTransport(options).fetch(
                    origin + "/", method: .post, headers: ["Transfer-Encoding": "chunked"], body: body,
                    total: .seconds(10))
                #expect(response.summary.sentBytes == Self.large.count)
                let request = try #require(server.log.requests.first)
                #expect(request.body == Self.large)
                #expect(!request.chunkSizes.isEmpty)
                #expect(!request.headers.contains("Content-Length"))
            }
        }
    }
}

extension Result<CollectedResponse, FetchError> {
    fileprivate var kind: FetchError.Kind? { if case .failure(let error) = self { error.kind } else { nil } }
}
