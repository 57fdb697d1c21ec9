// The client half of aiohttp for Swift. All requests start at a `ClientSession`.

@_exported public import Fetch
