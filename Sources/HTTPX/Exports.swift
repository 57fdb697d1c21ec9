// httpx for Swift. The top-level functions of this module each send one request:
//
//     import HTTPX
//
//     let response = try HTTPX.get("https://example.com", params: ["q": "swift"])
//
// They open a connection and close it afterwards. `Client` and `AsyncClient` keep connections, cookies and defaults.
//
// The module re-exports the types that users of the clients need. To write a custom transport or authentication,
// `import Fetch`.

@_exported public import class Fetch.AsyncSemaphore
@_exported public import enum Fetch.AuthenticationChoice
@_exported public import protocol Fetch.BlockingFetchClient
@_exported public import struct Fetch.Cookie
@_exported public import class Fetch.CookieJar
@_exported public import struct Fetch.CookiePolicy
@_exported public import protocol Fetch.FetchClient
@_exported public import struct Fetch.FetchError
@_exported public import protocol Fetch.FetchFailure
@_exported public import struct Fetch.FetchRequest
@_exported public import struct Fetch.FetchResponse
@_exported public import struct Fetch.FetchStream
@_exported public import enum Fetch.HTTPVersions
@_exported public import struct Fetch.MockRequest
@_exported public import struct Fetch.MockResponse
@_exported public import class Fetch.MockTransport
@_exported public import struct Fetch.PoolLimits
@_exported public import struct Fetch.RequestBody
@_exported public import struct Fetch.RetryPolicy
@_exported public import struct Fetch.TLSOptions
@_exported public import func Fetch.gather
@_exported public import func Fetch.gatherResults
@_exported public import struct HTTPValues.Bytes
@_exported public import struct HTTPValues.FetchURL
@_exported public import struct HTTPValues.HTTPMethod
@_exported public import struct HTTPValues.Headers
@_exported public import struct HTTPValues.InvalidURL
@_exported public import enum HTTPValues.JSON
@_exported public import struct HTTPValues.JSONError
@_exported public import struct HTTPValues.QueryParameters
@_exported public import struct HTTPValues.RequestHead
@_exported public import protocol HTTPValues.URLConvertible
