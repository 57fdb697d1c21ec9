// httpx for Swift. The functions of this module do one request each:
//
//     import HTTPX
//
//     let response = try HTTPX.get("https://example.com", params: ["q": "swift"])
//
// Each opens a connection and closes it again. `Client` and `AsyncClient` keep connections, cookies and defaults.

@_exported public import Fetch
