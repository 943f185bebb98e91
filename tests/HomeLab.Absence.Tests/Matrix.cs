using System.Text.RegularExpressions;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Testing;

namespace HomeLab.Absence.Tests;

/// <summary>Gathers what became of each cell: what the source said, what was deleted, whether it came back.</summary>
/// <param name="known">What Inventory may not lose, beside the records that Dns may not delete; null: nothing.</param>
sealed partial class Matrix(string corner, TwoServices services, Func<Snapshot, IReadOnlyList<string>>? known = null)
{
    readonly ResultTable table = new(corner);
    readonly List<string> failures = [];
    readonly SortedSet<string> sentences = new(StringComparer.Ordinal);

    /// <summary>Sets the fault, waits until each source says one of the codes, looks twice, and lets the source come back.</summary>
    public Task TryAsync(
        string fault, Func<Task> begin, Func<Task> end, Func<Snapshot, IReadOnlyList<(string Source, string Code, string Reason)>> said,
        params string[] codes) => TryAsync(fault, begin, end, said, (_, code) => codes.Contains(code));

    /// <summary>The same of several sources, of which each has a word of its own for it.</summary>
    /// <param name="codes">By source.</param>
    public Task TryAsync(string fault, Func<Task> begin, Func<Task> end, IReadOnlyDictionary<string, string> codes) => TryAsync(
        fault, begin, end, it => [.. codes.Keys.Select(name => it.Sources.Single(s => s.Name == name)).Select(s => (s.Name, s.ReasonCode, s.Reason))],
        (source, code) => codes[source] == code);

    async Task TryAsync(
        string fault, Func<Task> begin, Func<Task> end, Func<Snapshot, IReadOnlyList<(string Source, string Code, string Reason)>> said,
        Func<string, string, bool> isExpected)
    {
        var before = services.Deletes;
        var knownBefore = known is null ? [] : known((await services.SnapshotAsync())!);
        await begin();
        var snapshot = await services.UntilAsync(it => said(it).All(s => isExpected(s.Source, s.Code)), $"{fault}: every source says what is expected of it");
        await services.LookAsync();
        await services.LookAsync();
        var looked = await services.SnapshotAsync();
        await end();
        await services.UntilAsync(it => it.Sources.All(s => s.Complete) && said(it).All(s => s.Code.Length == 0), $"{fault}: every source is back");
        await services.LookUntilAsync(zone => zone is { Outcome: "Converged" or "Applied", Withheld.Count: 0 }, $"{fault}: the zone has converged again");

        var lost = known is null ? 0 : knownBefore.Except(known(looked!)).Count();
        var deletes = services.Deletes - before + lost;
        foreach (var (source, code, reason) in said(snapshot))
        {
            table.Set(source, fault, $"{code}, {deletes} deletes");
            sentences.Add($"{code}: {reason}");
            if (deletes > 0)
            {
                failures.Add($"{source}, {fault}: {deletes} deletes");
            }
            if (!IsForPeople(reason))
            {
                failures.Add($"{source}, {fault}: not a sentence for people: {reason}");
            }
        }
    }

    public void Fail(string failure) => failures.Add(failure);

    public override string ToString() => $"{table}\n{string.Join('\n', sentences)}\n";

    public void Assert() => Xunit.Assert.True(failures.Count == 0, string.Join('\n', failures));

    public static bool IsForPeople(string reason) =>
        reason.Length is >= 15 and <= 600 && reason.Count(c => c == ' ') >= 3 && !ForPrograms().IsMatch(reason);

    [GeneratedRegex(@"Exception|\bat [A-Z]\w+\.\w+\(|StatusCode=|\bnull\b")]
    private static partial Regex ForPrograms();
}
