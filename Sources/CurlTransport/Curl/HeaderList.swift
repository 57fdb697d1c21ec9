import CCurl
import Fetch
import Glibc
import HTTPValues

/// Header lines as a libcurl list, in a single block of memory.
struct HeaderList: ~Copyable {
    /// The first line; nil if there are none.
    let first: UnsafeMutablePointer<curl_slist>?

    /// - Parameters:
    ///   - suppressed: Headers that libcurl must not add on its own. A name with nothing after its colon tells it so.
    ///   - joinsConnection: Whether `Connection` shares an entry with the header before it. libcurl then neither sees
    ///     nor moves it.
    init(_ headers: Headers, suppressing suppressed: [String] = [], joinsConnection: Bool = false) {
        let fields = headers.fields
        let joined = joinsConnection ? Self.joinedConnection(in: fields) : nil
        let lineCount = fields.count + suppressed.count - (joined == nil ? 0 : 1)
        guard lineCount > 0 else {
            first = nil
            return
        }
        var byteCount = lineCount * MemoryLayout<curl_slist>.stride + (joined == nil ? 0 : 1)
        for field in fields { byteCount += field.name.utf8.count + field.value.utf8.count + 3 }
        for name in suppressed { byteCount += name.utf8.count + 2 }
        let block = UnsafeMutableRawPointer.fromMalloc(byteCount: byteCount)
        let nodes = block.bindMemory(to: curl_slist.self, capacity: lineCount)
        var writer = Writer(end: block + lineCount * MemoryLayout<curl_slist>.stride)
        var index = 0
        for node in 0..<lineCount {
            nodes[node].data = writer.end.assumingMemoryBound(to: CChar.self)
            nodes[node].next = node + 1 < lineCount ? nodes + node + 1 : nil
            if index < fields.count {
                writer.write(fields[index])
            } else {
                writer.write(suppressed[index - fields.count])
                writer.write(UInt8(ascii: ":"))
            }
            index += 1
            if index == joined {
                writer.write(UInt8(ascii: "\r"))
                writer.write(UInt8(ascii: "\n"))
                writer.write(fields[index])
                index += 1
            }
            writer.write(0)
        }
        first = nodes
    }

    /// Returns the index of `Connection` if it can be joined to the header before it.
    private static func joinedConnection(in fields: [Headers.Field]) -> Int? {
        guard let index = fields.firstIndex(where: { $0.name.equalsIgnoringASCIICase("Connection") }), index > 0,
            !fields[index].value.isEmpty, !fields[index - 1].value.isEmpty,
            !readByLibcurl.contains(where: fields[index - 1].name.equalsIgnoringASCIICase)
        else { return nil }
        return index
    }

    /// The headers whose values libcurl uses.
    private static let readByLibcurl = [
        "Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Expect", "TE", "Upgrade", "Authorization",
        "Cookie", "Proxy-Authorization",
    ]

    deinit {
        free(first)
    }

    private struct Writer {
        var end: UnsafeMutableRawPointer

        mutating func write(_ byte: UInt8) {
            end.storeBytes(of: byte, as: UInt8.self)
            end += 1
        }

        mutating func write(_ text: String) {
            var text = text
            text.withUTF8 { bytes in
                guard let base = bytes.baseAddress else { return }
                end.copyMemory(from: base, byteCount: bytes.count)
                end += bytes.count
            }
        }

        /// Writes an empty value as `Name;`, because `Name:` tells libcurl to suppress the header.
        mutating func write(_ field: Headers.Field) {
            write(field.name)
            guard !field.value.isEmpty else {
                write(UInt8(ascii: ";"))
                return
            }
            write(UInt8(ascii: ":"))
            write(UInt8(ascii: " "))
            write(field.value)
        }
    }
}
