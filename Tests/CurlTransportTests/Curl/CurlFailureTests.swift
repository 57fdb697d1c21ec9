import CCurl
import Fetch
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("Failures reported by libcurl")
struct CurlFailureTests {
    private static func failure(_ code: CURLcode, _ change: (inout CurlFailure) -> Void = { _ in }) -> CurlFailure {
        var failure = CurlFailure(
            code: code, text: nil, hasHead: false, isSendingAgain: false, connectStatus: 0, osError: 0, isReused: false,
            usesProxy: false)
        change(&failure)
        return failure
    }

    @Test(
        "A failure has a kind that a caller can act on",
        arguments: [
            (failure(CURLE_COULDNT_RESOLVE_HOST), .resolve),
            (failure(CURLE_COULDNT_CONNECT), .connect),
            (failure(CURLE_PEER_FAILED_VERIFICATION), .certificate),
            (failure(CURLE_SSL_CONNECT_ERROR), .tls),
            (failure(CURLE_GOT_NOTHING), .disconnected),
            (failure(CURLE_OK), .disconnected),
            (failure(CURLE_PARTIAL_FILE), .incompleteBody),
            (failure(CURLE_SEND_ERROR), .write),
            (failure(CURLE_RECV_ERROR), .read),
            (
                failure(CURLE_RECV_ERROR) {
                    $0.osError = 104; $0.text = "chunk"
                }, .read
            ),
            (failure(CURLE_RECV_ERROR) { $0.text = "Illegal chunk" }, .protocolViolation),
            (failure(CURLE_WEIRD_SERVER_REPLY), .protocolViolation),
            (failure(CURLE_OUT_OF_MEMORY), .protocolViolation),
            (failure(CURLE_ABORTED_BY_CALLBACK) { $0.isSendingAgain = true }, .disconnected),
            (
                failure(CURLE_RECV_ERROR) {
                    $0.usesProxy = true; $0.connectStatus = 407
                }, .proxy
            ),
            (
                failure(CURLE_RECV_ERROR) {
                    $0.usesProxy = true; $0.connectStatus = 200
                }, .read
            ),
        ] as [(CurlFailure, FetchError.Kind)])
    func kinds(failure: CurlFailure, kind: FetchError.Kind) {
        #expect(failure.error.kind == kind)
        #expect(!failure.error.message.isEmpty)
        #expect(failure.error.transportCode?.number == Int(failure.code.rawValue))
    }

    @Test(
        "A message says what was wrong, without the names of libraries",
        arguments: [
            (
                failure(CURLE_SSL_CONNECT_ERROR) {
                    $0.text = "OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number"
                }, "TLS handshake failed: wrong version number (does the server speak plain HTTP at this port?)"
            ),
            (
                failure(CURLE_SSL_CONNECT_ERROR) {
                    $0.text =
                        "TLS connect error: error:1409442E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version"
                }, "TLS handshake failed: tlsv1 alert protocol version"
            ),
            (
                failure(CURLE_UNSUPPORTED_PROTOCOL) { $0.text = "Received HTTP/0.9 when not allowed" },
                "The server sent something that is not an HTTP response"
            ),
            (failure(CURLE_COULDNT_CONNECT) { $0.text = "Connection refused" }, "Connection refused"),
        ] as [(CurlFailure, String)])
    func messages(failure: CurlFailure, message: String) {
        #expect(failure.error.message == message)
    }

    @Test("A failure describes the state of its connection")
    func circumstances() {
        let refused = Self.failure(CURLE_RECV_ERROR) { ($0.usesProxy, $0.connectStatus) = (true, 403) }.error
        #expect(refused.proxyStatus == 403)
        let unreachable = Self.failure(CURLE_COULDNT_CONNECT) { ($0.usesProxy, $0.osError) = (true, 111) }.error
        #expect(unreachable.concernsProxy)
        #expect(unreachable.osError == 111)
        #expect(Self.failure(CURLE_GOT_NOTHING) { $0.isReused = true }.error.isReusedConnection)
        #expect(!Self.failure(CURLE_GOT_NOTHING).error.isReusedConnection)
    }
}
