using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Backups;

/// <summary>
/// How many backups are kept. Proxmox takes it as text, <c>keep-last=3,keep-daily=7</c>, and gives it back as an object whose numbers
/// are mostly text.
/// </summary>
[JsonConverter(typeof(RetentionText))]
public sealed record Retention
{
    /// <summary>Excludes all others.</summary>
    public bool KeepAll { get; init; }

    public int? KeepLast { get; init; }

    public int? KeepHourly { get; init; }

    public int? KeepDaily { get; init; }

    public int? KeepWeekly { get; init; }

    public int? KeepMonthly { get; init; }

    public int? KeepYearly { get; init; }

    public static Retention Parse(string text) => Of(PropertyString.Parse(text).Pairs.DistinctBy(pair => pair.Key).ToDictionary());

    public override string ToString() => string.Join(',', new (string Key, int? Value)[]
    {
        ("keep-all", KeepAll ? 1 : null), ("keep-last", KeepLast), ("keep-hourly", KeepHourly), ("keep-daily", KeepDaily),
        ("keep-weekly", KeepWeekly), ("keep-monthly", KeepMonthly), ("keep-yearly", KeepYearly),
    }.Where(entry => entry.Value is not null).Select(entry => $"{entry.Key}={entry.Value}"));

    internal static Retention Of(IReadOnlyDictionary<string, string> options)
    {
        return new Retention
        {
            KeepAll = Scalar.IsTrue(options.GetValueOrDefault("keep-all")),
            KeepLast = Number("keep-last"),
            KeepHourly = Number("keep-hourly"),
            KeepDaily = Number("keep-daily"),
            KeepWeekly = Number("keep-weekly"),
            KeepMonthly = Number("keep-monthly"),
            KeepYearly = Number("keep-yearly"),
        };

        int? Number(string key) =>
            int.TryParse(options.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

sealed class RetentionText : LenientConverter<Retention?>
{
    public override Retention? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.StartObject => Retention.Of(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options)!),
        _ => Retention.Parse(Scalar.Text(ref reader) ?? ""),
    };
}
