using System.Collections.Immutable;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Lab.Kinds.Catalog;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Backups.Sources;

/// <summary>What the lab wants copies of, as Inventory said last.</summary>
/// <param name="Answer">Null: Inventory has never answered.</param>
/// <param name="Silence">Why Inventory did not answer when it was asked last; empty: it did.</param>
sealed record LabBackups(ListDesiredBackupsResponse? Answer, ImmutableSortedDictionary<string, WantedBackup> Wanted, string Silence = "")
{
    const string HoldKind = "backup";

    public static LabBackups Nothing { get; } = new(null, ImmutableSortedDictionary.Create<string, WantedBackup>(StringComparer.Ordinal));

    /// <param name="databases">Names of the databases that this service can copy.</param>
    public static LabBackups Of(ListDesiredBackupsResponse answer, IEnumerable<string> databases)
    {
        var addresses = databases.Select(OwnDatabases.AddressOf).ToList();
        var wanted = answer.Policies.SelectMany(policy => policy.Volumes.Select(it => new WantedBackup(WantedBackup.KeyOf(policy.Name, it.Address), policy, it.Address, it))
            .Concat(addresses.Where(it => Matches(policy, it)).Select(it => new WantedBackup(WantedBackup.KeyOf(policy.Name, it), policy, it, null))));
        return new LabBackups(answer, wanted.ToImmutableSortedDictionary(it => it.Key, it => it, StringComparer.Ordinal));
    }

    /// <summary>Whether a copy may be made, as the lab, its kind of document and the policy say.</summary>
    public bool IsDryRun(WantedBackup wanted) => ApplyModes.Strictest(
        ApplyModes.Parse(Answer?.Policy?.Apply), ApplyModes.Parse(Answer?.Policy?.Kinds.GetValueOrDefault("BackupPolicy")?.Apply), ApplyModes.Parse(wanted.Policy.Apply)) == ApplyMode.DryRun;

    /// <summary>Why no copy is made now; null: nothing holds it. What a hold keeps from being changed may still be copied: it has to name backups, or everything.</summary>
    public Reason? HoldOf(string key, DateTimeOffset now) => (Answer?.Holds ?? [])
        .Where(it => it.Until.ToDateTimeOffset() > now && Covers(it.Scope, $"{HoldKind}/{key}"))
        .Select(it => new Reason("Held", $"{it.PlacedBy} holds {it.Scope} until {it.Until.ToDateTimeOffset():yyyy-MM-ddTHH:mm:ssZ}: {it.Reason}")).FirstOrDefault();

    static bool Matches(BackupPolicy policy, string address) =>
        policy.Include.Any(it => Glob.IsPathMatch(it, address)) && !policy.Exclude.Any(it => Glob.IsPathMatch(it, address));

    static bool Covers(string scope, string address) =>
        scope == "*" || address == scope || (address.StartsWith(scope, StringComparison.Ordinal) && address[scope.Length] == '/');
}
