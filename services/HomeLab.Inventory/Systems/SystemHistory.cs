using HomeLab.Contracts.Inventory;
using HomeLab.Inventory.Catalog.Judging;

namespace HomeLab.Inventory.Systems;

/// <summary>Tells from what was kept of a system and how it is judged now what is to be kept, and what became of it. Pure.</summary>
static class SystemHistory
{
    const string Health = "health";

    /// <param name="cause">What else makes it fail; null: nothing.</param>
    public static SystemRecord Next(SystemRecord? before, ToldSystem now, RootCause? cause, DateTimeOffset at)
    {
        var system = now.System;
        var health = cause is null ? SystemHealthWord.Of(now.State) : SystemHealthWord.Impacted;
        var reason = ReasonOf(system.Verdict, now.Flaps);
        return new SystemRecord(
            system.Address, system.Id, system.Name, system.Site, system.Version, health, cause is null ? reason : $"{cause.Sentence}; so {reason}",
            before?.Health == health ? before.Since : at, now.Flaps, cause?.Address ?? "",
            new SystemDetails(system.Verdict.Signals, system.Objects, cause?.Path ?? [], now.Turns) { KeptBack = KeptBack.Next(before, now.Holds) });
    }

    /// <summary>Whoever could show it was heard, and nobody did.</summary>
    public static SystemRecord Gone(SystemRecord before, IReadOnlyList<Guid> holds, DateTimeOffset at) => before with
    {
        Health = SystemHealthWord.Absent,
        Reason = "nothing of it is there any more",
        Since = before.Health == SystemHealthWord.Absent ? before.Since : at,
        Flaps = 0,
        Root = "",
        Details = new SystemDetails([], [], [], []) { KeptBack = KeptBack.Next(before, holds) },
    };

    public static IEnumerable<SystemChange> Changes(SystemRecord? before, SystemRecord now, DateTimeOffset at)
    {
        var (wasThere, isThere) = (before is not null && before.Health != SystemHealthWord.Absent, now.Health != SystemHealthWord.Absent);
        if (wasThere != isThere)
            yield return Of("presence", wasThere ? "present" : SystemHealthWord.Absent, isThere ? "present" : SystemHealthWord.Absent, isThere ? Shown(now) : now.Reason);
        if (wasThere && isThere && before!.Version != now.Version)
            yield return Of("version", before.Version, now.Version, "");
        if ((before?.Health ?? SystemHealthWord.Absent) is var was && was != now.Health)
            yield return Of(Health, was, now.Health, now.Reason);

        SystemChange Of(string aspect, string from, string to, string reason)
        {
            var (writer, by) = Attribution.Of(before?.Details.Objects ?? [], now.Details.Objects);
            return new SystemChange(now.Address, at, aspect, from, to, reason, writer, by);
        }
    }

    /// <returns>What is announced of its health; null: it is as it was, and people know it.</returns>
    public static SystemHealthChanged? Fact(SystemRecord? before, SystemRecord now)
    {
        var (was, known) = (before?.Health ?? SystemHealthWord.Absent, KeptBack.KnownOf(before));
        var isTold = now.Details.KeptBack is null && known != now.Health;
        return isTold || was != now.Health
            ? new SystemHealthChanged
            {
                Address = now.Address,
                System = now.Id,
                Site = now.Site,
                Version = now.Version,
                Was = isTold ? known : was,
                Health = now.Health,
                Reason = now.Reason,
                Root = now.Root,
                Flaps = now.Flaps,
                IsKeptBack = !isTold,
                At = now.Since,
            }
            : null;
    }

    static string Shown(SystemRecord record) =>
        record.Details.Objects.FirstOrDefault(it => it.Evidence.Count > 0) is { } shown ? $"{shown.Address} shows it by its {shown.Evidence[0]}" : "its platform shows it";

    static string ReasonOf(HealthVerdict verdict, int flaps)
    {
        var because = verdict.Because.FirstOrDefault()?.Reason ?? "nothing that was observed tells";
        return flaps == 0 ? because : $"it changed {flaps} times lately; now {SystemHealthWord.Of(verdict.State)}: {because}";
    }
}
