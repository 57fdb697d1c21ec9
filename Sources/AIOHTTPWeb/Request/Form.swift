public import HTTPValues

extension Web {
    /// The fields and files of a form.
    public struct Form: Sendable {
        /// Plain fields, in order.
        public var fields = Parameters()
        /// Uploaded files, in order.
        public var files: [UploadedFile] = []

        /// The first value of the field `name`.
        public subscript(name: String) -> String? { fields.first(name) }
    }

    /// A file in a `multipart/form-data` body.
    public struct UploadedFile: Sendable {
        /// The name of the field.
        public let name: String
        /// The filename from the client, unchanged. Never use it as a path.
        public let filename: String
        /// The media type from the client; `application/octet-stream` if it sent none.
        public let contentType: String
        /// The headers of the part.
        public let headers: Headers
        /// The content.
        public let content: Bytes
    }
}

extension Web.Request {
    /// Reads the body as a form: `application/x-www-form-urlencoded` or `multipart/form-data`; empty for other types.
    ///
    /// - Throws: ``Web/HTTPError`` 400 for a malformed multipart body, 413 for more than ``clientMaxSize`` bytes or
    ///   more than 1000 fields. The text of a 400 tells the client what is wrong, as in
    ///   `400: Invalid form: part 2 has no name`.
    public func form() async throws -> Web.Form {
        var form = Web.Form()
        let type = mediaType
        switch type.essence {
        case "application/x-www-form-urlencoded":
            let bytes = try await read()
            guard bytes.count(where: { $0 == 0x26 }) < FormLimits.fields else { throw Web.HTTPError.contentTooLarge }
            form.fields = Web.Parameters(urlEncoded: bytes.utf8Text)
        case "multipart/form-data":
            guard let boundary = type.parameter("boundary") else {
                throw Web.HTTPError.invalidForm("the Content-Type has no boundary")
            }
            form = try MultipartForm(boundary: boundary).parse(try await read())
        default: break
        }
        return form
    }
}

enum FormLimits {
    static let fields = 1000
    static let partHead = HTTP1Limits(fieldLine: 8 << 10, fieldCount: 32, head: 8 << 10)
}

/// A parser for `multipart/form-data` bodies (RFC 7578, RFC 2046 section 5.1).
struct MultipartForm {
    private let delimiter: [UInt8]

    init(boundary: String) throws(Web.HTTPError) {
        guard (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            throw .invalidForm("the boundary is not 1 to 70 printable ASCII characters")
        }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    func parse(_ body: Bytes) throws(Web.HTTPError) -> Web.Form {
        var form = Web.Form()
        // The first delimiter needs no line break before it.
        let opening = delimiter.dropFirst(2)
        var position: Int
        if body.starts(with: opening) {
            position = opening.count
        } else if let found = body.firstRange(of: delimiter, from: 0) {
            position = found + delimiter.count
        } else {
            throw .invalidForm("the body does not contain the boundary")
        }
        while true {
            if body[position...].starts(with: "--".utf8) { return form }
            while position < body.count, body[position].isBlank { position += 1 }
            let number = form.fields.pairs.count + form.files.count + 1
            guard body[position...].starts(with: "\r\n".utf8) else {
                throw .invalidForm("no line break after the boundary of part \(number)")
            }
            // This line break may already be the one before the next delimiter.
            guard let end = body.firstRange(of: delimiter, from: position) else {
                throw .invalidForm("part \(number) does not end")
            }
            guard number <= FormLimits.fields else { throw .contentTooLarge }
            try add(body.slice(min(position + 2, end)..<end), number: number, to: &form)
            position = end + delimiter.count
        }
    }

    private func add(_ part: Bytes, number: Int, to form: inout Web.Form) throws(Web.HTTPError) {
        guard let (headers, content) = split(part) else {
            throw .invalidForm("the headers of part \(number) are malformed")
        }
        let disposition = ParameterizedValue(
            parsing: headers.first("Content-Disposition") ?? "", escapes: .quotesAndBackslashes)
        guard disposition.value == "form-data", let name = disposition.parameter("name") else {
            throw .invalidForm("part \(number) has no name")
        }
        guard let filename = Self.filename(disposition) else {
            form.fields.pairs.append(.init(name: name, value: content.utf8Text))
            return
        }
        let type = headers.first("Content-Type") ?? "application/octet-stream"
        form.files.append(
            .init(name: name, filename: filename, contentType: type, headers: headers, content: content))
    }

    /// Returns the filename. `filename*`, encoded as in RFC 8187, takes precedence over `filename`.
    private static func filename(_ disposition: ParameterizedValue) -> String? {
        guard let extended = disposition.parameter("filename*") else { return disposition.parameter("filename") }
        let parts = extended.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return disposition.parameter("filename") }
        return PercentDecoding.decode(parts[2])
    }

    /// Returns the headers and the content of a part, or nil if the headers are malformed.
    private func split(_ part: Bytes) -> (Headers, Bytes)? {
        var section = FieldSection(.server)
        var end = 0
        let headers = try? part.withUnsafeBytes { bytes throws(HTTP1Violation) in
            try section.next(bytes, consumed: &end, FormLimits.partHead)
        }
        guard let headers = headers ?? nil else { return nil }
        return (headers, part.slice(end..<part.count))
    }
}

extension Web.HTTPError {
    /// 400 with the reason a form cannot be read.
    fileprivate static func invalidForm(_ reason: String) -> Self { badRequest("Invalid form: \(reason)") }
}

extension Bytes {
    /// Returns the index of the first occurrence of `pattern` at or after `start`.
    func firstRange(of pattern: [UInt8], from start: Int) -> Int? {
        withUnsafeBytes { bytes in
            guard let first = pattern.first, start <= bytes.count else { return nil }
            var position = start
            while position + pattern.count <= bytes.count {
                guard let found = bytes[position...].firstIndex(of: first), found + pattern.count <= bytes.count else {
                    return nil
                }
                if bytes[found..<found + pattern.count].elementsEqual(pattern) { return found }
                position = found + 1
            }
            return nil
        }
    }
}
