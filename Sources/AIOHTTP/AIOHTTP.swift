// One import for both halves of the style, as in aiohttp.
@_exported public import AIOHTTPClient
@_exported public import AIOHTTPWeb
