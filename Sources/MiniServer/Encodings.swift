import AIOHTTPWeb
import HTTPValues

extension MiniServer {
    /// Adds routes with compressed responses, regardless of `Accept-Encoding`.
    static func addEncodings(to app: Web.Application) {
        add(to: app, "/gzip", .gzip, flag: "gzipped")
        add(to: app, "/deflate", .deflate, flag: "deflated")
        add(to: app, "/brotli", .br, flag: "brotli")
    }

    private static func add(to app: Web.Application, _ path: String, _ coding: ContentCoding, flag: String) {
        app.get(path) { request in
            let report = RequestReport(request)
            let body = JSON.object([.init(flag, true), report.headers, report.method, report.origin])
            let compressed = try ContentEncoder.encode(body.bytes(.spacedASCII), as: coding)
            return .bytes(
                compressed, contentType: "application/json", headers: ["Content-Encoding": coding.rawValue])
        }
    }
}
