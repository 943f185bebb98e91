using System.Net;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Addresses.Agreement;

/// <summary>Decides which address counts. Pure: the order of the answers never matters.</summary>
/// <remarks>
/// <code>
/// answers                                            | then
/// one address said by enough kinds                   | Agreed, whatever fewer kinds said beside it
/// two addresses, each said by enough kinds           | Open: Disagreement
/// several addresses, none of them by enough kinds    | Open: Disagreement
/// one address, by too few kinds                      | Open: NoQuorum
/// no address                                         | Open: AllFailed
/// </code>
/// Two detectors of one kind are one voice: what misleads the one misleads the other.
/// </remarks>
static class Quorum
{
    /// <param name="quorum">Kinds that have to agree.</param>
    /// <param name="bits">On how many bits of the address.</param>
    public static Verdict Of(IReadOnlyList<Answer> answers, int quorum, int bits)
    {
        var said = answers.Where(answer => answer.Address is not null)
            .GroupBy(answer => Prefixes.Cut(answer.Address!, bits))
            .Select(group => (Address: group.Key, Kinds: group.Select(answer => answer.Kind).Distinct().Count(), By: Names(group)))
            .OrderByDescending(it => it.Kinds).ThenBy(it => it.Address.ToString(), StringComparer.Ordinal)
            .ToList();
        return said switch
        {
            [] => new Verdict.Open(new Reason("AllFailed", $"No detector said an address that counts. {Refusals(answers)}".TrimEnd())),
            [var only] when only.Kinds < quorum => new Verdict.Open(new Reason(
                "NoQuorum", $"{quorum} kinds of detectors have to agree, and only {string.Join(", ", only.By)} said {only.Address}. {Refusals(answers)}".TrimEnd())),
            [var first, .. var others] when first.Kinds >= quorum && others.TrueForAll(other => other.Kinds < quorum) =>
                new Verdict.Agreed(first.Address, first.By, others.Count == 0 ? first.Kinds - quorum : 0),
            _ => new Verdict.Open(new Reason(
                "Disagreement",
                $"{quorum} kinds of detectors have to agree on one address, and they said "
                + $"{string.Join("; ", said.Select(it => $"{it.Address} ({string.Join(", ", it.By)})"))}. {Refusals(answers)}".TrimEnd())),
        };
    }

    static List<string> Names(IEnumerable<Answer> answers) =>
        [.. answers.Select(answer => answer.Detector).Order(StringComparer.Ordinal)];

    static string Refusals(IReadOnlyList<Answer> answers) => string.Join(' ', answers
        .Where(answer => answer.Refusal is not null)
        .OrderBy(answer => answer.Detector, StringComparer.Ordinal)
        .Select(answer => $"{answer.Detector}: {answer.Refusal!.Message}"));
}
