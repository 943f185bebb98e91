using System.Globalization;

namespace HomeLab.Stacks.Docker.Planning;

/// <summary>Names what is different between a container and the wish, in words for people.</summary>
/// <remarks>Where values may be secrets only names are told.</remarks>
static class ShapeDifferences
{
    static readonly HashSet<string> Hidden =
        ["command", "entrypoint", "healthcheck.test", "logging", "storage_opt", "sysctls", "device_requests"];

    public static IReadOnlyList<string> Between(ObservedContainer container, TextMap desired) =>
        [.. Different(container, desired).Select(it => Describe(it.Field, it.Actual, it.Wished))];

    /// <summary>By their names alone: <c>environment LEVEL</c>, <c>memory</c>.</summary>
    public static IEnumerable<string> Fields(ObservedContainer container, TextMap desired) => Different(container, desired).Select(it => Name(it.Field));

    static IEnumerable<(string Field, string? Actual, string? Wished)> Different(ObservedContainer container, TextMap desired) =>
        container.Fields.Keys.Union(desired.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(it => (Field: it, Actual: container.Fields.GetValueOrDefault(it), Wished: desired.GetValueOrDefault(it)))
            .Where(it => it.Actual != it.Wished && !IsLeftToTheEngine(it.Field, it.Actual, it.Wished, container));

    static string Name(string field) => field.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? $"{field[..dot]} {field[(dot + 1)..]}" : field;

    /// <summary>What an Engine fills in where nobody says anything.</summary>
    static bool IsLeftToTheEngine(string field, string? actual, string? wished, ObservedContainer container) => (field, actual, wished) switch
    {
        ("ipc", "private" or "shareable", null) => true,
        ("cgroup", "private" or "host", null) => true,
        ("runtime", "runc", null) => true,
        ("shm_size", "67108864", null) => true,
        ("init", "false", null) or ("init", null, "false") => true,
        ("security_opt", "label=disable", null) => true,
        ("memory_swappiness" or "pids_limit", "-1", null) => true,
        // Twice the memory, or nothing where the kernel counts no swap.
        ("memory_swap", _, null) => actual == "-1" || Number(actual) == 2 * Number(container.Fields.GetValueOrDefault("memory")),
        // The Engine's own driver without options.
        ("logging", _, null) => actual?.Contains(' ', StringComparison.Ordinal) == false,
        // docker-compose 1 keeps it to itself; our own stop says it anyway.
        ("stop_grace_period", null, _) => container.Hash.Length == 0,
        _ => false,
    };

    static string Describe(string field, string? actual, string? wished)
    {
        var (kind, name) = field.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? (field[..dot], field[(dot + 1)..]) : (field, "");
        if (kind is "environment" or "label" || Hidden.Contains(field))
        {
            var subject = kind is "environment" or "label" ? $"{kind} {name}" : field;
            return $"{subject} {(actual is null ? "added" : wished is null ? "removed" : "changed")}";
        }
        return $"{(name.Length > 0 ? $"{kind} {name}" : field)} {Value(field, actual)} -> {Value(field, wished)}";
    }

    static string Value(string field, string? value) => field switch
    {
        _ when value is null => field is "memory" or "memory_reservation" or "cpus" ? "0" : "none",
        "memory" or "memory_reservation" or "memory_swap" or "shm_size" => Size(Number(value)),
        "cpus" => (Number(value) / 1_000_000_000m).ToString("0.###", CultureInfo.InvariantCulture),
        "healthcheck.interval" or "healthcheck.timeout" or "healthcheck.start_period" =>
            TimeSpan.FromTicks(Number(value)).TotalSeconds.ToString("0.### s", CultureInfo.InvariantCulture),
        _ when value.Length == 0 => "none",
        _ => value,
    };

    static string Size(long bytes) => bytes switch
    {
        > 0 when bytes % (1 << 20) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
    };

    static long Number(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
