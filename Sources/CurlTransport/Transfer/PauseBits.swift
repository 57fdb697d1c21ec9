import CCurl
import HTTPValues

/// Which directions of a transfer libcurl was told to leave alone.
struct PauseBits {
    var receive = false
    var send = false

    /// What `curl_easy_pause` takes.
    var curl: Int32 { (receive ? CURLPAUSE_RECV : 0) | (send ? CURLPAUSE_SEND : 0) }
}
