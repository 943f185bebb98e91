using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Sources;
using System.Globalization;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>A backup that is scheduled and did not come; a schedule that nobody can read is taken for daily.</summary>
sealed class BackupOverdue() : FindingRule(
    "backup.overdue", FindingSeverity.Critical, "A backup is overdue, or failed",
    "See why the last one did not come, and make one now: what is lost grows until then.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(5);

    public override IEnumerable<Finding> Look(Survey survey) =>
    [
        .. survey.Kubernetes("volsync.backube", "ReplicationSource").Where(it => it.Facts.At("spec").Text("paused") != "true").SelectMany(it => Replication(survey, it)),
        .. survey.Kubernetes("velero.io", "Schedule").Where(it => it.Facts.At("spec").Text("paused") != "true").SelectMany(it => Velero(survey, it)),
        .. survey.Kubernetes("velero.io", "BackupStorageLocation").Where(it => it.Facts.At("status").Text("phase") == "Unavailable")
            .Select(it => Found(it.Address, "Velero cannot reach where it keeps backups.", $"status.phase = Unavailable: {it.Facts.At("status").Text("message")}")),
        .. survey.Guests.SelectMany(it => Guest(survey, it)),
        .. KnownCopies.All(survey).Where(it => it.Facts.Text("isOverdue") == "true").Select(Copy),
    ];

    IEnumerable<Finding> Replication(Survey survey, Observation source)
    {
        var (spec, status) = (source.Facts.At("spec"), source.Facts.At("status"));
        if (status.At("latestMoverStatus").Text("result") == "Failed")
            yield return Found(source.Address, "The last replication failed.", "status.latestMoverStatus.result = Failed");
        else if (spec.At("trigger").Text("schedule") is { Length: > 0 } schedule && IsOverdue(survey, status.Text("lastSyncTime"), schedule, source))
            yield return Found(source.Address, $"Its schedule is {schedule}, and it last replicated {Told(status.Text("lastSyncTime"))}.", $"status.lastSyncTime = {Told(status.Text("lastSyncTime"))}");
    }

    IEnumerable<Finding> Velero(Survey survey, Observation schedule)
    {
        var every = schedule.Facts.At("spec").Text("schedule");
        var last = survey.Kubernetes("velero.io", "Backup")
            .Where(it => it.Site == schedule.Site && it.Labels.GetValueOrDefault("velero.io/schedule-name") == schedule.Name && it.Facts.At("status").Text("phase") == "Completed")
            .Select(it => it.Facts.At("status").Text("completionTimestamp")).Order(StringComparer.Ordinal).LastOrDefault() ?? "";
        if (IsOverdue(survey, last, every, schedule))
        {
            yield return Found(schedule.Address, $"Its schedule is {every}, and its last backup was completed {Told(last)}.", $"backups of the schedule in phase Completed: {Told(last)}", $"{schedule.Site}/backups.velero.io")
                with { RestsOnAbsence = true };
        }
    }

    IEnumerable<Finding> Guest(Survey survey, Observation guest)
    {
        var backup = guest.Facts.At("backup");
        if (backup.Text("isCovered") == "true" && backup.Text("at") is { Length: > 0 } last && survey.At - Time(last) > MostDays)
            yield return Found(guest.Address, $"A job backs {guest.Name} up, and its last backup is of {last}.", $"the newest backup on {backup.Text("storage")}");
    }

    /// <summary>What it is of may be gone with its host for good: Backups alone tells whether it is overdue.</summary>
    Finding Copy(Observation copy)
    {
        var (policy, last, problem) = (copy.Facts.Text("policy"), copy.Facts.Text("lastAt"), copy.Facts.Text("problem"));
        return Found(
            [copy.Facts.Text("address"), copy.Address], last.Length > 0 ? $"The newest copy of it by policy {policy} is of {last}." : $"There is no copy of it by policy {policy} yet.",
            problem.Length > 0 ? problem : "it is due, and nobody says why it was not made") with { Sources = [SourceNames.Backups] };
    }

    /// <summary>Jobs of Proxmox run once a week at least where people set them up; their calendar events are not read.</summary>
    static readonly TimeSpan MostDays = TimeSpan.FromDays(8);

    static bool IsOverdue(Survey survey, string last, string schedule, Observation since)
    {
        var from = Time(last) ?? Time(since.Facts.At("metadata").Text("creationTimestamp"));
        var interval = CronInterval.Of(schedule);
        return from is { } time && survey.At - time > interval + (interval / 2) + TimeSpan.FromHours(1);
    }

    static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    static string Told(string time) => time.Length > 0 ? time : "never";
}
