using System.Globalization;
using Newtonsoft.Json;

namespace Docker.DotNet;

/// <summary>Reads both forms in which the Engine writes a time: lists give seconds since 1970, details give ISO 8601.</summary>
sealed class TimeConverter : JsonConverter
{
    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => objectType == typeof(DateTime) || objectType == typeof(DateTime?);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer) =>
        reader.Value switch
        {
            DateTime time => time,
            long seconds => DateTime.UnixEpoch.AddSeconds(seconds),
            string { Length: > 0 } text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            _ => objectType == typeof(DateTime) ? default(DateTime) : null,
        };

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer) => throw new NotSupportedException();
}
