using System.Text.Json;
using System.Text.Json.Serialization;

namespace k8s;

/// <summary>A <see cref="DateTime"/> is read as UTC; one of no kind is written as local time.</summary>
sealed class DateTimeConverter : JsonConverter<DateTime>
{
    static readonly TimeConverter Times = new();

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Times.Read(ref reader, typeToConvert, options).UtcDateTime;

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        Times.Write(writer, value, options);
}
