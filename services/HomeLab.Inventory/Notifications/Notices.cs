using HomeLab.Contracts.Backups;
using HomeLab.Contracts.Control;
using HomeLab.Contracts.Dns;
using HomeLab.Contracts.Inventory;
using HomeLab.Contracts.Stacks;
using Happening = HomeLab.Lab.Kinds.NotifierSpec;

namespace HomeLab.Inventory.Notifications;

/// <summary>What a fact says, for people.</summary>
static class Notices
{
    const string Critical = "Critical";

    public static string SubjectOf(string zone) => $"zone {zone}";

    /// <param name="wasInTrouble">It was told to be degraded, and not yet that it is no longer.</param>
    public static IReadOnlyList<Notice> Of(ZoneConverged fact, bool wasInTrouble)
    {
        var changes = string.Join(", ", new[] { (fact.Created, "created"), (fact.Updated, "updated"), (fact.Deleted, "deleted") }
            .Where(it => it.Item1 > 0).Select(it => $"{it.Item1} {it.Item2}"));
        var notices = new List<Notice>();
        if (wasInTrouble)
            notices.Add(new Notice(Happening.Recovered, SubjectOf(fact.Zone), "It holds what the lab asks for again.", false, fact.At));
        if (changes.Length > 0)
            notices.Add(new Notice(Happening.Changed, SubjectOf(fact.Zone), $"Records: {changes}.", false, fact.At));
        return notices;
    }

    public static Notice Of(ZoneDegraded fact) => new(Happening.Degraded, SubjectOf(fact.Zone), $"{fact.Reason} ({fact.ReasonCode})", true, fact.At);

    public static Notice Of(PublicAddressChanged fact) => new(
        Happening.AddressChanged, $"uplink {fact.Uplink}",
        $"Its {fact.Family} address is {fact.After}{(fact.PrefixLength > 0 ? $"/{fact.PrefixLength}" : "")}, {(fact.Before.Length > 0 ? $"was {fact.Before}" : "known for the first time")}.",
        false, fact.At);

    public static Notice Of(ApprovalRequested fact) => new(
        Happening.ApprovalRequested, $"{fact.Kind} {fact.Key}",
        $"{fact.Reason} It waits until {fact.ExpiresAt:yyyy-MM-dd HH:mm} UTC: homelab approve {fact.Kind}/{fact.Key} --hash {fact.Hash}", true, fact.At);

    public static Notice Of(ApprovalDecided fact) => new(
        Happening.ApprovalDecided, $"{fact.Kind} {fact.Key}", $"{fact.Decision} by {fact.By}{(fact.Why is { Length: > 0 } why ? $": {why}" : ".")}", false, fact.At);

    public static Notice Of(FindingOpened fact) => new(
        Happening.FindingOpened, fact.Addresses is [var first, ..] ? first : fact.Rule, $"{fact.What} ({fact.Rule})", fact.Severity == Critical, fact.At);

    public static Notice Of(FindingClosed fact) => new(
        Happening.FindingClosed, fact.Addresses is [var first, ..] ? first : fact.Rule, $"It is so no longer: {fact.Rule}.", false, fact.At);

    public static Notice Of(SystemHealthChanged fact) => new(
        Happening.HealthChanged, fact.Address, $"It is {fact.Health}, was {fact.Was}: {fact.Reason}", fact.Health == "unhealthy", fact.At);

    public static Notice Of(StackDeployed fact) => new(
        Happening.StackDeployed, $"stack {fact.Stack}", $"It runs as wanted and is healthy ({fact.Kind}{(fact.Commit.Length > 0 ? $", {fact.Commit}" : "")}).", false, fact.At);

    public static Notice Of(StackFailed fact) => new(Happening.StackFailed, $"stack {fact.Stack}", $"{fact.Reason} ({fact.Kind})", true, fact.At);

    public static Notice Of(StackRolledBack fact) => new(
        Happening.StackFailed, $"stack {fact.Stack}", $"{fact.Reason} What ran before runs again{(fact.Commit.Length > 0 ? $" ({fact.Commit})" : "")}.", true, fact.At);

    public static Notice Of(StackFlapping fact) => new(
        Happening.StackFailed, $"stack {fact.Stack}", $"{string.Join(", ", fact.Containers)} became unhealthy again after each of {fact.Restarts} restarts, and is left alone.", true, fact.At);

    public static Notice Of(StackDrifted fact) => new(Happening.StackDrifted, $"stack {fact.Stack}", $"Changed by hand: {string.Join("; ", fact.Fields)}.", false, fact.At);

    public static Notice Of(StackUpdateAvailable fact) => new(
        Happening.StackUpdateAvailable, $"stack {fact.Stack}",
        fact.Level == "digest" ? $"{fact.Service}: {fact.Image} names another image than runs." : $"{fact.Service}: there is {fact.Available} of {fact.Image} ({fact.Level}).", false, fact.At);

    public static Notice Of(BackupFailed fact) => new(
        Happening.BackupFailed, $"backup {fact.Backup}",
        $"{fact.Reason} {(fact.LastAt is { } last ? $"The newest copy is of {last.UtcDateTime:yyyy-MM-dd HH:mm} UTC." : "There is no copy yet.")}", true, fact.At);
}
