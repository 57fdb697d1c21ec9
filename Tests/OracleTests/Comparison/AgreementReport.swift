import Foundation
import HTTPValues

/// How far Duet and the originals agree, by category.
struct AgreementReport: Sendable {
    private var agreements: [String: [Spec.Category: Agreement]] = [:]
    private var intended: [String: Int] = [:]

    init(_ comparisons: [Comparison]) {
        for comparison in comparisons {
            var agreement = agreements[comparison.pairing.name, default: [:]][
                comparison.spec.category, default: Agreement()]
            if comparison.isEqual {
                agreement.equal += 1
            } else if comparison.unexplained.isEmpty {
                agreement.intended += 1
            } else {
                agreement.unexplained += 1
            }
            agreements[comparison.pairing.name, default: [:]][comparison.spec.category] = agreement
            for id in comparison.intended { intended[id, default: 0] += 1 }
        }
    }

    /// The agreement of a pairing over all categories.
    func total(of pairing: Pairing) -> Agreement {
        (agreements[pairing.name] ?? [:]).values.reduce(into: Agreement()) { sum, part in
            sum.equal += part.equal
            sum.intended += part.intended
            sum.unexplained += part.unexplained
        }
    }

    /// The human-readable table.
    func text(_ pairings: [Pairing]) -> String {
        var text = ""
        for pairing in pairings {
            let total = total(of: pairing)
            text += "\n\(pairing.name): \(share(total)) equal\n"
            for category in Spec.Category.allCases {
                guard let agreement = agreements[pairing.name]?[category] else { continue }
                text += "  \(category.rawValue.padding(toLength: 30, withPad: " ", startingAt: 0)) \(share(agreement))"
                if agreement.intended > 0 { text += ", \(agreement.intended) different on purpose" }
                if agreement.unexplained > 0 { text += ", \(agreement.unexplained) UNEXPLAINED" }
                text += "\n"
            }
        }
        text += "\nDifferent on purpose:\n"
        for (id, count) in intended.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            text += "  \(count) × \(id)\n"
        }
        return text
    }

    private func share(_ agreement: Agreement) -> String {
        "\(agreement.equal) of \(agreement.asked) (\(String(format: "%.1f", agreement.percentage)) %)"
    }
}
