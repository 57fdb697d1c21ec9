@_exported public import HTTPValues
