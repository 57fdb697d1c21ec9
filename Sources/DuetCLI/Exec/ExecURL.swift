import Fetch
import HTTPValues

/// `op: url`: parses a URL by the rules of a style, and optionally joins it to a base.
enum ExecURL {
    static func parse(_ request: JSON) throws -> JSON {
        let dialect: URLDialect = request["style"].string == "aiohttp" ? .aiohttp : .httpx
        let text = request["url"].string ?? ""
        var url: FetchURL
        if let base = request["base"].string {
            url = try FetchURL(base, dialect: dialect).joined(text)
        } else {
            url = try FetchURL(text, dialect: dialect)
        }
        let port = dialect == .aiohttp ? url.effectivePort : url.port
        return [
            "id": request["id"], "ok": true, "url": .string(url.text), "scheme": .string(url.scheme),
            "host": .string(url.host), "port": port.map(JSON.integer) ?? .null,
            "username": .string(url.username ?? ""), "password": .string(url.password ?? ""),
            "path": .string(url.encodedPath), "query": .string(url.encodedQuery ?? ""),
            "fragment": .string(url.encodedFragment ?? ""),
        ]
    }
}
