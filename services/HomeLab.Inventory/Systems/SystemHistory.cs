using HomeLab.Inventory.Catalog.Judging;

namespace HomeLab.Inventory.Systems;

/// <summary>Tells from what was kept of a system and how it is judged now what is to be kept, and what became of it. Pure.</summary>
static class SystemHistory
{
    public static SystemRecord Next(SystemRecord? before, JudgedSystem now, Damping damping, DateTimeOffset at)
    {
        var (told, flaps, turns) = damping.Next(before?.Details.Turns ?? [], before?.Flaps > 0, now.Verdict.State, at);
        var health = SystemHealthWord.Of(told);
        return new SystemRecord(
            now.Address, now.Id, now.Name, now.Site, now.Version, health, ReasonOf(now.Verdict, flaps),
            before?.Health == health ? before.Since : at, flaps, "", new SystemDetails(now.Verdict.Signals, now.Objects, [], turns));
    }

    /// <summary>Whoever could show it was heard, and nobody did.</summary>
    public static SystemRecord Gone(SystemRecord before, DateTimeOffset at) => before with
    {
        Health = SystemHealthWord.Absent,
        Reason = "nothing of it is there any more",
        Since = at,
        Flaps = 0,
        Root = "",
        Details = new SystemDetails([], [], [], []),
    };

    public static IEnumerable<SystemChange> Changes(SystemRecord? before, SystemRecord now, DateTimeOffset at)
    {
        var (wasThere, isThere) = (before is not null && before.Health != SystemHealthWord.Absent, now.Health != SystemHealthWord.Absent);
        if (wasThere != isThere)
            yield return Of("presence", wasThere ? "present" : SystemHealthWord.Absent, isThere ? "present" : SystemHealthWord.Absent, isThere ? Shown(now) : now.Reason);
        if (wasThere && isThere && before!.Version != now.Version)
            yield return Of("version", before.Version, now.Version, "");
        if (isThere && (before?.Health ?? SystemHealthWord.Absent) is var was && was != now.Health)
            yield return Of("health", was, now.Health, now.Reason);

        SystemChange Of(string aspect, string from, string to, string reason)
        {
            var (writer, by) = Attribution.Of(before?.Details.Objects ?? [], now.Details.Objects);
            return new SystemChange(now.Address, at, aspect, from, to, reason, writer, by);
        }
    }

    static string Shown(SystemRecord record) =>
        record.Details.Objects.FirstOrDefault(it => it.Evidence.Count > 0) is { } shown ? $"{shown.Address} shows it by its {shown.Evidence[0]}" : "its platform shows it";

    static string ReasonOf(HealthVerdict verdict, int flaps)
    {
        var because = verdict.Because.FirstOrDefault()?.Reason ?? "nothing that was observed tells";
        return flaps == 0 ? because : $"it changed {flaps} times lately; now {SystemHealthWord.Of(verdict.State)}: {because}";
    }
}
