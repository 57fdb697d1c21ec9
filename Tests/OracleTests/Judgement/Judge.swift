import Fetch
import FetchConformance
import HTTPValues

/// What came of a spec for a pairing.
struct Verdict: Sendable {
    let spec: Spec
    let pairing: Pairing
    /// What nobody explained.
    let unexplained: [Disagreement]
    /// The intended differences that showed, by their id.
    let intended: Set<String>

    var isEqual: Bool { unexplained.isEmpty && intended.isEmpty }
}

/// Compares testimonies and looks for the reasons of disagreements.
struct Judge: Sendable {
    let panel: Panel
    let services: Services

    /// The verdicts on all specs, for all pairings.
    func verdicts(on specs: [Spec]) async -> [Verdict] {
        let testimonies = await panel.testimonies(on: specs, services)
        var verdicts: [Verdict] = []
        for (index, spec) in specs.enumerated() {
            for pairing in panel.pairings where pairing.applies(to: spec) {
                guard let original = testimonies[pairing.original.name]?[index],
                    let duet = testimonies[pairing.duet.name]?[index],
                    let mended = testimonies[panel.mender.name]?[index]
                else { continue }
                verdicts.append(verdict(on: spec, pairing, original: original, duet: duet, mended: mended))
            }
        }
        return verdicts
    }

    /// The same, with each disagreement that nobody explains looked at once more: what shows only once is a matter of
    /// time on a busy machine, not of behaviour.
    func confirmedVerdicts(on specs: [Spec]) async -> [Verdict] {
        var confirmed: [Verdict] = []
        for verdict in await verdicts(on: specs) {
            confirmed.append(verdict.unexplained.isEmpty ? verdict : await again(verdict))
        }
        return confirmed
    }

    private func again(_ verdict: Verdict) async -> Verdict {
        await verdicts(on: [verdict.spec]).first { $0.pairing.name == verdict.pairing.name } ?? verdict
    }

    private func verdict(
        on spec: Spec, _ pairing: Pairing, original: Testimony, duet: Testimony, mended: Testimony
    ) -> Verdict {
        let disagreements = Comparison.disagreements(original, duet)
        var intended: Set<String> = []
        var unexplained: [Disagreement] = []
        let leftWithMended = Set(Comparison.disagreements(mended, duet).map(\.field))
        for disagreement in disagreements {
            if pairing.duet.style == .httpx, pairing.original.name != panel.mender.name,
                !leftWithMended.contains(disagreement.field)
            {
                intended.insert("httpx2")
            } else if let explanation = Explanation.all.first(where: {
                $0.styles.contains(pairing.duet.style) && $0.explains(spec, disagreement)
            }) {
                intended.insert(explanation.id)
            } else {
                unexplained.append(disagreement)
            }
        }
        return Verdict(spec: spec, pairing: pairing, unexplained: unexplained, intended: intended)
    }

    /// The smallest spec that can be found on which the two still disagree for no reason.
    func shrunk(_ verdict: Verdict, steps: Int = 80) async -> Verdict {
        var smallest = verdict
        var left = steps
        search: while left > 0 {
            for smaller in smallest.spec.smaller {
                guard left > 0 else { break search }
                left -= 1
                let tried = await verdicts(on: [smaller]).first { $0.pairing.name == verdict.pairing.name }
                if let tried, !tried.unexplained.isEmpty, tried.unexplained[0].field == verdict.unexplained[0].field {
                    smallest = tried
                    continue search
                }
            }
            break
        }
        return smallest
    }
}
