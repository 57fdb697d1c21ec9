import Fetch
import FetchConformance
import HTTPValues

/// The results of a spec on one implementation.
struct Transcript: Sendable {
    /// The result lines, with ports replaced by placeholders.
    var results: [JSON]
    /// The requests as a scripted server saw them.
    var requests: [ReceivedRequest]
}

extension Transcript {
    /// A copy with placeholders for the server's ports, which differ between transcripts.
    func hidingPorts(of server: ScriptedServer) -> Transcript {
        func hide(_ text: String) -> String {
            text.replacing(":\(server.port)", with: ":{port}").replacing(":\(server.otherPort)", with: ":{otherPort}")
        }
        var copy = self
        copy.results = results.map { result in
            (try? JSON(parsing: hide(result.text(.compact)))) ?? result
        }
        copy.requests = requests.map { request in
            var request = request
            request.line = hide(request.line)
            request.headers = Headers(request.headers.fields.map { ($0.name, hide($0.value)) })
            return request
        }
        return copy
    }
}
