@_exported public import AIOHTTPClient
@_exported public import AIOHTTPWeb
