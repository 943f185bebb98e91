using System.Text.Json;
using System.Text.Json.Serialization;

namespace HomeLab.Komodo.Transport;

sealed class EpochMilliseconds : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new JsonException("No such time.", exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}
