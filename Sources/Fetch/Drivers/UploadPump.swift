import HTTPValues

/// Moves the chunks of a request body from their source to the transfer as fast as the network accepts them.
enum UploadPump {
    static func run(_ reader: sending BodyChunks.Reader, into upload: UploadQueue) async {
        do {
            while await upload.room(), !Task.isCancelled {
                let chunk: Bytes? =
                    switch reader {
                    case .blocking(let next): try next()
                    case .asynchronous(let next): try await next()
                    }
                guard let chunk else {
                    upload.complete()
                    return
                }
                upload.append(chunk)
            }
        } catch {
            upload.fail(.bodySource(error))
        }
    }
}
