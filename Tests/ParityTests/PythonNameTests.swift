import Foundation
import TestSupport
import Testing

/// The names that users of the originals try first, as the compiler sees them.
@Suite("Names of Python")
struct PythonNameTests {
    @Test("HTTPX says what to write for a name of httpx")
    func httpx() async throws {
        try await expectRefusals(
            "HTTPX",
            [
                ("Response", "let value = try it.json(); print(value)", "write 'json' for a JSON value, or 'json(as:"),
                ("Response", "print(try it.json()[\"a\"])", "write 'json' for a JSON value, or 'json(as:"),
                ("Response", "print(it.text())", "write 'text', without parentheses"),
                ("Response", "print(it.status_code)", "renamed to 'statusCode'"),
                ("Response", "print(it.status)", "renamed to 'statusCode'"),
                ("Response", "print(it.reason_phrase)", "renamed to 'reasonPhrase'"),
                ("Response", "print(it.is_success)", "renamed to 'isSuccess'"),
                ("Response", "print(it.ok)", "write 'isSuccess' for a 2xx status"),
                ("Response", "try it.raise_for_status()", "renamed to 'raiseForStatus()'"),
                ("ResponseStream", "for line in it.lines { print(line) }", "write 'forEachLine"),
                ("ResponseStream", "for line in it.iterLines() { print(line) }", "write 'forEachLine"),
                ("ResponseStream", "for line in it.iter_lines() { print(line) }", "write 'forEachLine"),
                ("ResponseStream", "for text in it.iter_text() { print(text) }", "write 'forEachLine"),
                ("ResponseStream", "for chunk in it.bytes { print(chunk) }", "write 'forEachBytes"),
                ("ResponseStream", "for chunk in it.iterBytes() { print(chunk) }", "write 'forEachBytes"),
                ("ResponseStream", "for chunk in it.iter_bytes(chunk_size: 9) { print(chunk) }", "write 'forEachBytes"),
                ("ResponseStream", "for chunk in it.iter_raw() { print(chunk) }", "write 'readRaw()', then"),
                ("ResponseStream", "print(it.text, it.status_code)", "renamed to 'statusCode'"),
                ("ResponseStream", "print(it.text)", "write 'read().text'"),
                ("ResponseStream", "print(try it.json())", "write 'read().json'"),
                ("ResponseStream", "print(try it.json[\"a\"])", "write 'read().json'"),
                ("AsyncResponseStream", "for try await line in it.aiter_lines() { print(line) }", "renamed to 'lines'"),
                ("AsyncResponseStream", "for try await line in it.aiterLines() { print(line) }", "renamed to 'lines'"),
                ("AsyncResponseStream", "for try await text in it.aiter_text() { print(text) }", "write 'lines'"),
                ("AsyncResponseStream", "for try await chunk in it.aiter_bytes() { print(chunk) }", "to 'bytes'"),
                ("AsyncResponseStream", "for try await chunk in it.aiter_raw() { print(chunk) }", "write 'readRaw()'"),
                ("AsyncResponseStream", "print(try await it.aread())", "renamed to 'read()'"),
                ("AsyncResponseStream", "await it.aclose()", "renamed to 'close()'"),
                ("AsyncResponseStream", "print(it.content)", "write 'try await read().content'"),
                ("AsyncResponseStream", "print(try await it.json())", "write 'try await read().json'"),
                ("AsyncClient", "await it.aclose()", "renamed to 'close()'"),
                ("String", "print(try AsyncClient(base_url: it))", "renamed to 'init(baseURL:)'"),
                ("String", "print(try Client(base_url: it))", "renamed to 'init(baseURL:)'"),
            ])
    }

    @Test("AIOHTTP says what to write for a name of aiohttp or of HTTPX")
    func aiohttp() async throws {
        try await expectRefusals(
            "AIOHTTPClient",
            [
                ("ClientResponse", "print(it.status_code)", "renamed to 'status'"),
                ("ClientResponse", "print(it.statusCode)", "renamed to 'status'"),
                ("ClientResponse", "print(it.isSuccess)", "write 'ok', which is true for a status below 400"),
                ("ClientResponse", "try it.raise_for_status()", "renamed to 'raiseForStatus()'"),
                ("ClientResponse", "let text: String = it.text; print(text)", "write 'try await text()'"),
                ("ClientResponse", "print(try it.json[\"a\"])", "write 'try await json()'"),
                ("ClientResponse", "for try await chunk in it.bytes { print(chunk) }", "renamed to 'content'"),
                ("ClientResponse", "it.release()", "renamed to 'close()'"),
                (
                    "ClientResponse", "for try await chunk in it.content.iter_chunked(9) { print(chunk) }",
                    "for try await chunk in resp"
                ),
                (
                    "ClientResponse", "for try await chunk in it.content.iterChunked(9) { print(chunk) }",
                    "for try await chunk in resp"
                ),
                (
                    "ClientResponse", "for try await chunk in it.content.iter_any() { print(chunk) }",
                    "for try await chunk in resp"
                ),
                ("ClientResponse", "print(try await it.content.read())", "write 'response.read()' for the whole body"),
                ("ClientResponse", "print(try await it.content.readline())", "for try await line in response.lines"),
            ])
    }

    @Test("The names that cannot be used leave valid programs as they are")
    func valid() async throws {
        let common = "struct User: Decodable, Sendable { var name: String }"
        let httpx: [(String, String)] = [
            (
                "Response",
                "let user: User = try it.json(); print(user, try it.json() as JSON, try it.json(as: User.self))"
            ),
            ("Response", "let user: User? = try? it.json(); print(user as Any, try it.json[\"a\"], it.text.count)"),
            ("Response", "let value: JSON = try it.json(); let other = try it.json; print(value == other)"),
            ("[Response]", "let users: [User] = try it.map { try $0.json() }; print(users, it.map(\\.text))"),
            ("[Response]", "print(try it.map { try $0.json[\"name\"] }, it.map { $0.text })"),
            ("some ResponseFacts", "print(it.statusCode, it.isSuccess, try it.raiseForStatus())"),
            ("AsyncResponseStream", "for try await line in it.lines { print(line) }; for try await _ in it.bytes {}"),
            ("FetchStream", "for try await line in it.lines { print(line, it.status) }"),
            ("String", "print(try Client(baseURL: it), try AsyncClient(baseURL: it, timeout: 5))"),
        ]
        let aiohttp: [(String, String)] = [
            ("ClientResponse", "let user: User = try await it.json(); print(user, try await it.json()[\"a\"])"),
            ("ClientResponse", "let json = try await it.json(); print(json, try await it.text().count, it.status)"),
            ("ClientSession", "print(try await it.get(\"/\") { try await $0.text() })"),
            ("ClientSession", "print(try await it.get(\"/\") { try await $0.json()[\"a\"] })"),
            ("ClientSession", "let user: User = try await it.get(\"/\") { try await $0.json() }; print(user)"),
            (
                "ClientResponse",
                "print(try await it.content.first { !$0.isEmpty } as Any); for try await _ in it.content {}"
            ),
        ]
        for (module, programs) in [("HTTPX", httpx), ("AIOHTTPClient", aiohttp)] {
            #expect(try await errors(module, programs, common) == [:])
        }
    }

    private func expectRefusals(_ module: String, _ programs: [(String, String, String)]) async throws {
        let errors = try await errors(module, programs.map { ($0.0, $0.1) })
        for (index, (type, code, message)) in programs.enumerated() {
            let found = errors[index] ?? []
            #expect(found.contains { $0.contains(message) }, "\(type): \(code): \(found)")
            #expect(!found.contains { $0.contains("failed to produce diagnostic") }, "\(type): \(code)")
        }
    }

    /// Compiles one function for each program, whose parameter `it` has the given type, and returns the errors by its index.
    private func errors(
        _ module: String, _ programs: [(type: String, code: String)], _ common: String = ""
    ) async throws -> [Int: [String]] {
        let heading = ["import \(module)", common]
        let functions = programs.enumerated().map { index, program in
            "func program\(index)(_ it: \(program.type)) async throws { \(program.code) }"
        }
        let folder = try TemporaryFolder()
        let file = folder.path + "/programs.swift"
        try (heading + functions).joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let errors = try await Compiler.errors(in: file)
        return Dictionary(grouping: errors) { error in
            let line = error.split(separator: ":").dropFirst().first.flatMap { Int($0) } ?? 0
            return line - 1 - heading.count
        }
    }
}
