/// The positions of headers that a request may have only once, because programs may interpret duplicates differently.
struct SingleFields {
    var host: Int?
    var expect: Int?
    var contentLength: Int?
    var transferEncoding: Int?
    private var userAgent: Int?
    private var contentType: Int?
    var hasConnection = false
    /// The name of a duplicated header.
    var repeated: StaticString?

    init(_ headers: Headers) {
        headers.forEachName { place, name in
            switch name.count {
            case 4 where name.spell("host"): host = first(host, place, "Host")
            case 6 where name.spell("expect"): expect = first(expect, place, "Expect")
            case 10 where name.spell("connection"): hasConnection = true
            case 10 where name.spell("user-agent"): userAgent = first(userAgent, place, "User-Agent")
            case 12 where name.spell("content-type"): contentType = first(contentType, place, "Content-Type")
            case 14 where name.spell("content-length"): contentLength = first(contentLength, place, "Content-Length")
            case 17 where name.spell("transfer-encoding"):
                transferEncoding = first(transferEncoding, place, "Transfer-Encoding")
            default: break
            }
        }
    }

    private mutating func first(_ earlier: Int?, _ place: Int, _ name: StaticString) -> Int {
        if earlier != nil { repeated = name }
        return earlier ?? place
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether these bytes equal `name`, which must have the same length, ignoring case.
    fileprivate func spell(_ name: StaticString) -> Bool {
        equalsIgnoringASCIICase(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }
}
