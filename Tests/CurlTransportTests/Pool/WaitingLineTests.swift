import MiniServer
import Testing

@testable import CurlTransport

@Suite("A waiting line")
struct WaitingLineTests {
    private final class Request {}

    @Test("Requests leave in order of arrival, wherever others left before")
    func random() {
        var line = WaitingLine<Request>()
        var model: [Request] = []
        var generator = SeededGenerator(seed: 3)
        for step in 0..<5000 {
            switch Int.random(in: 0..<5, using: &generator) {
            case 0, 1, 2:
                let request = Request()
                line.append(request, step)
                model.append(request)
            case 3 where !model.isEmpty:
                let request = model.remove(at: Int.random(in: 0..<model.count, using: &generator))
                #expect(line.remove(request) == true)
                #expect(line.remove(request) == false)
            default:
                #expect(line.popFirst() === (model.isEmpty ? nil : model.removeFirst()))
            }
            #expect(line.count == model.count)
            #expect(line.first === model.first)
        }
    }
}
