import Fetch
import Glibc
import HTTPValues

/// A request body that is read in chunks from bytes in memory, part of a file, or a queue.
///
/// It enforces the announced length, because the peer would misread a longer or shorter body.
struct RequestBodySource: ~Copyable {
    private enum Source {
        case bytes(Bytes)
        case file(descriptor: Int32, offset: Int)
        case queue(UploadQueue?)
    }

    private let source: Source
    /// The length of the body, if known.
    let length: Int?
    private var taken = 0
    /// Whether the whole body has been taken.
    private(set) var isComplete = false

    /// Returns nil if there is no body.
    ///
    /// - Throws: ``FetchError`` of kind `bodySource` if its file cannot be opened.
    init?(_ body: WireBody, upload: UploadQueue?) throws(FetchError) {
        switch body {
        case .none: return nil
        case .bytes(let bytes): self.init(bytes)
        case .file(let path, let offset, let length): try self.init(file: path, offset: offset, length: length)
        case .upload(let length): self.init(upload, length: length)
        }
    }

    init(_ bytes: Bytes) {
        source = .bytes(bytes)
        length = bytes.count
    }

    init(_ queue: UploadQueue?, length: Int?) {
        source = .queue(queue)
        self.length = length
    }

    /// - Throws: ``FetchError`` of kind `bodySource` if the file cannot be opened.
    init(file path: String, offset: Int, length: Int) throws(FetchError) {
        // Nonblocking, because opening a pipe would wait for its writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw FetchError(.bodySource, "Cannot read \(path): \(String(cString: strerror(errno)))")
        }
        source = .file(descriptor: descriptor, offset: offset)
        self.length = length
    }

    deinit {
        if case .file(let descriptor, _) = source { close(descriptor) }
    }

    /// Whether nothing of the body has been taken.
    var isAtStart: Bool { taken == 0 && !isComplete }

    /// Whether the body can be sent again from the start.
    var isSeekable: Bool {
        if case .queue = source { false } else { true }
    }

    /// The rest of the body, if it is in a file.
    var fileRest: (descriptor: Int32, offset: Int, count: Int)? {
        guard case .file(let descriptor, let offset) = source, let length else { return nil }
        return (descriptor, offset + taken, length - taken)
    }

    /// Notes that this many bytes of ``fileRest`` were read. There must be some.
    mutating func tookFile(_ count: Int) -> UploadQueue.Taken {
        guard count > 0 else { return mismatch }
        taken += count
        if taken == length { isComplete = true }
        return .bytes(count)
    }

    /// Copies the next bytes of the body into `buffer`.
    mutating func take(into buffer: UnsafeMutableRawBufferPointer) -> UploadQueue.Taken {
        let result = takeUnchecked(into: buffer)
        switch result {
        case .bytes(let count):
            taken += count
            // libcurl may offer room for the rest only (8.12.0 and later), and would ask no more.
            if taken == length { taken += queuedCount }
            guard taken <= length ?? .max else { return mismatch }
        case .end:
            isComplete = true
            if let length, taken < length { return mismatch }
        case .nothingYet, .failed:
            break
        }
        if taken == length { isComplete = true }
        return result
    }

    /// The number of bytes that are ready to be taken from a queue.
    private var queuedCount: Int {
        if case .queue(let queue?) = source { queue.byteCount } else { 0 }
    }

    private func takeUnchecked(into buffer: UnsafeMutableRawBufferPointer) -> UploadQueue.Taken {
        switch source {
        case .bytes(let bytes): take(bytes, into: buffer)
        case .file(let descriptor, let offset): take(descriptor, offset, into: buffer)
        case .queue(let queue): queue?.take(into: buffer) ?? .end
        }
    }

    private func take(_ bytes: Bytes, into buffer: UnsafeMutableRawBufferPointer) -> UploadQueue.Taken {
        let count = min(buffer.count, bytes.count - taken)
        guard count > 0 else { return .end }
        bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[taken..<taken + count])) }
        return .bytes(count)
    }

    private func take(
        _ file: Int32, _ offset: Int, into buffer: UnsafeMutableRawBufferPointer
    ) -> UploadQueue.Taken {
        let wanted = min(buffer.count, (length ?? .max) - taken)
        guard wanted > 0 else { return .end }
        let count = pread(file, buffer.baseAddress, wanted, off_t(offset + taken))
        guard count >= 0 else {
            return .failed(FetchError(.bodySource, "Cannot read the file: \(String(cString: strerror(errno)))"))
        }
        return count == 0 ? .end : .bytes(count)
    }

    private var mismatch: UploadQueue.Taken {
        let more = taken > length ?? 0 ? "at least " : "only "
        return .failed(
            FetchError(
                .invalidRequest, "The body has \(more)\(taken) bytes, but its length was given as \(length ?? 0)"))
    }

    /// Moves to `offset` of the body to send it again. Returns false if that is not possible.
    mutating func rewind(to offset: Int) -> Bool {
        guard isSeekable else { return false }
        taken = offset
        isComplete = false
        return true
    }
}
