@_exported public import struct HTTPValues.Bytes
@_exported public import struct HTTPValues.HTTPVersion
@_exported public import struct HTTPValues.Headers
@_exported public import enum HTTPValues.JSON
