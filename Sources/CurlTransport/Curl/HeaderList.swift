import CCurl
import Fetch
import Glibc
import HTTPValues

/// Header lines as a libcurl list, in a single block of memory.
struct HeaderList: ~Copyable {
    /// The first line; nil if there are none.
    let first: UnsafeMutablePointer<curl_slist>?

    /// - Parameter suppressed: Headers that libcurl must not add on its own. A name with nothing after its colon tells
    ///   it so.
    init(_ headers: Headers, suppressing suppressed: [String] = []) {
        let fields = headers.fields
        let lineCount = fields.count + suppressed.count
        guard lineCount > 0 else {
            first = nil
            return
        }
        var byteCount = lineCount * MemoryLayout<curl_slist>.stride
        for field in fields { byteCount += field.name.utf8.count + field.value.utf8.count + 3 }
        for name in suppressed { byteCount += name.utf8.count + 2 }
        let block = UnsafeMutableRawPointer.fromMalloc(byteCount: byteCount)
        let nodes = block.bindMemory(to: curl_slist.self, capacity: lineCount)
        var writer = Writer(end: block + lineCount * MemoryLayout<curl_slist>.stride)
        for index in 0..<lineCount {
            nodes[index].data = writer.end.assumingMemoryBound(to: CChar.self)
            nodes[index].next = index + 1 < lineCount ? nodes + index + 1 : nil
            if index < fields.count {
                writer.write(fields[index])
            } else {
                writer.write(suppressed[index - fields.count])
                writer.write(UInt8(ascii: ":"))
            }
            writer.write(0)
        }
        first = nodes
    }

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
