@_exported public import Fetch
import HTTPValues

/// Where the top-level functions live, which do one request each:
///
/// ```swift
/// import HTTPX
///
/// let response = try HTTPX.get("https://example.com", params: ["q": "swift"])
/// ```
///
/// Each call opens a connection and closes it again. For more than one request make a ``Client`` or an
/// ``AsyncClient``: it keeps connections.
