import AIOHTTPWeb
import HTTPValues

/// The routes used by the server tests.
func sampleApplication() -> Web.Application {
    let app = Web.Application()
    app.get("/") { _ in .text("hello") }
    app.get("/echo/{value}") { .text($0.match["value"] ?? "") }
    app.get("/num/{number:\\d+}") { .text($0.match["number"] ?? "") }
    app.get("/tail/{tail:.*}") { .text("[" + ($0.match["tail"] ?? "") + "]") }
    app.get("/a") { _ in .text("a") }
    app.get("/url") { .text($0.url) }
    app.route("*", "/method") { .text($0.method) }
    app.route("*", "/read") { .bytes(try await $0.read()) }
    app.post("/text") { .text(try await $0.text()) }
    app.post("/json") { .json(try await $0.json()) }
    app.post("/ignore") { _ in .text("ignored") }
    app.get("/empty") { _ in .empty() }
    app.get("/bytes") { _ in .bytes("abc") }
    app.get("/status/{code:[0-9]+}") { .text("x", status: Int($0.match["code"] ?? "") ?? 0) }
    app.get("/stream") { _ in
        .stream(contentType: "text/plain") { writer in
            try await writer.write("one")
            try await writer.write("two")
        }
    }
    app.get("/stream/exact") { _ in .stream(length: 6) { try await $0.write("onetwo") } }
    app.get("/stream/short") { _ in .stream(length: 10) { try await $0.write("onetwo") } }
    app.get("/stream/long") { _ in .stream(length: 3) { try await $0.write("onetwo") } }
    app.get("/stream/fails") { _ in
        .stream { writer in
            try await writer.write("one")
            throw SampleError()
        }
    }
    app.get("/trailers") { _ in
        .stream { writer in
            try await writer.write("x")
            writer.setTrailers(["X-Sum": "1"])
        }
    }
    app.get("/fails") { _ in throw SampleError() }
    app.get("/injection") { _ in .text("x", headers: ["X-A": "b\r\nX-C: d"]) }
    app.get("/teapot") { _ in throw Web.HTTPError(418) }
    app.get("/redirect") { _ in .redirect(to: "/a b") }
    return app
}

struct SampleError: Error {}
