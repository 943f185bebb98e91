using System.Globalization;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Backups;

/// <summary>Which backups rules such as <c>keep-last=3,keep-daily=7</c> keep, guest by guest, newest first.</summary>
static class Pruning
{
    static readonly (string Rule, Func<DateTimeOffset, string> Period)[] Periods =
    [
        ("keep-last", at => at.Ticks.ToString(CultureInfo.InvariantCulture)),
        ("keep-hourly", at => at.ToString("yyyy-MM-dd HH", CultureInfo.InvariantCulture)),
        ("keep-daily", at => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("keep-weekly", at => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(at.UtcDateTime)}-{ISOWeek.GetWeekOfYear(at.UtcDateTime)}")),
        ("keep-monthly", at => at.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
        ("keep-yearly", at => at.ToString("yyyy", CultureInfo.InvariantCulture)),
    ];

    public static IEnumerable<(Volume Volume, string Mark)> Marks(IEnumerable<Volume> backups, string rules)
    {
        var keep = rules.Split(',').Select(rule => rule.Split('=', 2)).Where(rule => rule.Length == 2)
            .ToDictionary(rule => rule[0].Trim(), rule => int.Parse(rule[1], CultureInfo.InvariantCulture));
        var keepsAll = keep.GetValueOrDefault("keep-all") > 0 || keep.Values.All(count => count == 0);
        return backups.GroupBy(backup => (backup.Vmid, backup.Kind)).SelectMany(group => OfGuest([.. group.OrderByDescending(backup => backup.CreatedAt)], keep, keepsAll));
    }

    static IEnumerable<(Volume Volume, string Mark)> OfGuest(List<Volume> newestFirst, Dictionary<string, int> keep, bool keepsAll)
    {
        var kept = new HashSet<Volume>();
        foreach (var (rule, period) in Periods)
        {
            // A period that an earlier rule keeps one of needs no other.
            var served = kept.Select(volume => period(volume.CreatedAt)).ToHashSet();
            var left = keep.GetValueOrDefault(rule);
            foreach (var backup in newestFirst.Where(backup => !backup.IsProtected && !kept.Contains(backup)).ToList())
                if (left > 0 && served.Add(period(backup.CreatedAt)))
                {
                    kept.Add(backup);
                    left--;
                }
        }

        return newestFirst.Select(backup => (backup, backup.IsProtected ? "protected" : keepsAll || kept.Contains(backup) ? "keep" : "remove"));
    }
}
