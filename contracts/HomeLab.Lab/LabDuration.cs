using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HomeLab.Lab;

/// <summary>Durations as people write them: <c>60s</c>, <c>5m</c>, <c>2h</c>, <c>1d</c>.</summary>
sealed class LabDuration : JsonConverter<TimeSpan>
{
    public const string Pattern = "[0-9]{1,6}[smhd]";

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length is < 2 or > 9 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        duration = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => TimeSpan.MinValue,
        };
        return duration >= TimeSpan.Zero;
    }

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryParse(reader.GetString() ?? "", out var duration) ? duration : throw new JsonException("Not a duration");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{(long)value.TotalSeconds}s"));
}
