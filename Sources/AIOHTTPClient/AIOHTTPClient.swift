@_exported public import Fetch
