import AIOHTTPWeb
import HTTPValues

extension MiniServer {
    /// Adds `/echo`, and `/` for every method except GET.
    static func addEcho(to app: Web.Application) {
        app.get("/", allowHead: false) { _ in
            .html("<!DOCTYPE html>\n<html><head><title>Duet</title></head><body><h1>Duet</h1></body></html>\n")
        }
        app.route("*", "/", echo)
        app.route("*", "/echo", echo)
    }

    /// The number of bytes read before the response begins. Many clients start reading only after they have sent
    /// everything, so that both sides would wait for each other.
    private static let heldBack = 64 << 20

    /// Sends the request body back. `?stream` sends each chunk as soon as it arrives.
    private static let echo: Web.Handler = { request in
        let type = request.headers.first("Content-Type") ?? "application/octet-stream"
        var chunks = request.body.makeAsyncIterator()
        var held = ByteBuilder()
        let limit = request.query.first("stream") == nil ? heldBack : 0
        while held.count < limit, let chunk = try await chunks.next() { held.append(chunk) }
        guard held.count >= limit else { return .bytes(held.take(), contentType: type) }
        let first = held.take()
        return .stream(contentType: type, length: request.body.announcedLength) { writer in
            try await writer.write(first)
            for try await chunk in request.body { try await writer.write(chunk) }
        }
    }
}
