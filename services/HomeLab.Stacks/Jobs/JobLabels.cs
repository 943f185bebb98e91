using HomeLab.Stacks.Compose.Reading;

namespace HomeLab.Stacks.Jobs;

/// <summary>What the labels of one service say of one job.</summary>
/// <param name="Words">The command, split as a shell would; empty where there is a problem.</param>
/// <param name="Times">Null: there is a problem.</param>
/// <param name="Problem">Which label is wrong, and why, without the command; empty: none.</param>
sealed record JobLabels(string Name, string Schedule, string Zone, string Command, IReadOnlyList<string> Words, JobSchedule? Times, string Problem)
{
    public const string Prefix = "homelab.job.";

    const string ScheduleField = "schedule";
    const string CommandField = "command";
    const string ZoneField = "zone";
    const string Utc = "UTC";

    public static IReadOnlyList<JobLabels> Read(TextMap labels) =>
    [
        .. labels.Where(it => it.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(it => (Name: NameIn(it.Key), Field: it.Key[(it.Key.LastIndexOf('.') + 1)..], it.Value))
            .GroupBy(it => it.Name, StringComparer.Ordinal)
            .Select(job => Of(job.Key, job.ToDictionary(it => it.Field, it => it.Value, StringComparer.Ordinal))),
    ];

    static JobLabels Of(string name, IReadOnlyDictionary<string, string> fields)
    {
        var (schedule, command) = (fields.GetValueOrDefault(ScheduleField, ""), fields.GetValueOrDefault(CommandField, ""));
        var zone = fields.GetValueOrDefault(ZoneField, Utc);
        var words = ComposeScalars.Words(command);
        JobSchedule? times = null;
        var problem =
            name.Length == 0 || name.Contains('.', StringComparison.Ordinal) ? $"{Prefix}<name>.{ScheduleField} and {Prefix}<name>.{CommandField} make a job; a name has no dot"
            : fields.Keys.FirstOrDefault(it => it is not (ScheduleField or CommandField or ZoneField)) is { } field ? $"{Label(name, field)} is not known"
            : schedule.Length == 0 ? $"{Label(name, ScheduleField)} is missing, so it is never run"
            : command.Length == 0 ? $"{Label(name, CommandField)} is missing, so there is nothing to run"
            : words is null ? $"{Label(name, CommandField)} has a quote that is not closed"
            : !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? $"{Label(name, ZoneField)} '{zone}' is no time zone that is known here"
            : Refusal(schedule, found, out times) is { } refusal ? $"{Label(name, ScheduleField)} '{schedule}' is no schedule: {refusal}"
            : "";
        return new JobLabels(name, schedule, zone, command, words ?? [], times, problem);
    }

    static string? Refusal(string schedule, TimeZoneInfo zone, out JobSchedule? times)
    {
        times = null;
        try
        {
            times = JobSchedule.Parse(schedule, zone);
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>All between the prefix and the last dot.</summary>
    static string NameIn(string label) => label.LastIndexOf('.') is var dot && dot > Prefix.Length ? label[Prefix.Length..dot] : "";

    static string Label(string name, string field) => $"{Prefix}{name}.{field}";
}
