import Fetch
import FetchConformance
import HTTPValues

/// Runs specs, compares each of Duet's clients with its original, and explains the differences.
struct ComparisonRunner: Sendable {
    let implementations: Implementations
    let services: Services

    /// The comparisons of all specs for all pairings.
    func comparisons(of specs: [Spec]) async -> [Comparison] {
        let transcripts = await implementations.transcripts(of: specs, services)
        var comparisons: [Comparison] = []
        for (index, spec) in specs.enumerated() {
            for pairing in implementations.pairings where pairing.applies(to: spec) {
                guard let original = transcripts[pairing.original.name]?[index],
                    let duet = transcripts[pairing.duet.name]?[index],
                    let successor = transcripts[implementations.successor.name]?[index]
                else { continue }
                comparisons.append(comparison(of: spec, pairing, original: original, duet: duet, successor: successor))
            }
        }
        return comparisons
    }

    /// The comparisons of all specs. A comparison with an unexplained difference is run again, because
    /// a difference that shows only once comes from a busy machine rather than from behavior.
    func confirmedComparisons(of specs: [Spec]) async -> [Comparison] {
        var confirmed: [Comparison] = []
        for comparison in await comparisons(of: specs) {
            confirmed.append(comparison.unexplained.isEmpty ? comparison : await again(comparison))
        }
        return confirmed
    }

    private func again(_ comparison: Comparison) async -> Comparison {
        await comparisons(of: [comparison.spec]).first { $0.pairing.name == comparison.pairing.name } ?? comparison
    }

    private func comparison(
        of spec: Spec, _ pairing: Pairing, original: Transcript, duet: Transcript, successor: Transcript
    ) -> Comparison {
        let differences = TranscriptDifferences.between(original, duet)
        var intended: Set<String> = []
        var unexplained: [Difference] = []
        let leftWithSuccessor = Set(TranscriptDifferences.between(successor, duet).map(\.field))
        for difference in differences {
            if pairing.duet.style == .httpx, pairing.original.name != implementations.successor.name,
                !leftWithSuccessor.contains(difference.field)
            {
                intended.insert("httpx2")
            } else if let explanation = Explanation.all.first(where: {
                $0.styles.contains(pairing.duet.style) && $0.explains(spec, difference)
            }) {
                intended.insert(explanation.id)
            } else {
                unexplained.append(difference)
            }
        }
        return Comparison(spec: spec, pairing: pairing, unexplained: unexplained, intended: intended)
    }

    /// The smallest spec that still shows the first unexplained difference.
    func shrunk(_ comparison: Comparison, steps: Int = 80) async -> Comparison {
        var smallest = comparison
        var left = steps
        search: while left > 0 {
            for smaller in smallest.spec.smaller {
                guard left > 0 else { break search }
                left -= 1
                let tried = await comparisons(of: [smaller]).first { $0.pairing.name == comparison.pairing.name }
                if let tried, !tried.unexplained.isEmpty, tried.unexplained[0].field == comparison.unexplained[0].field
                {
                    smallest = tried
                    continue search
                }
            }
            break
        }
        return smallest
    }
}
