using System.Globalization;
using Newtonsoft.Json;

namespace Docker.DotNet;

sealed class TimeSpanNanosecondsConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => objectType == typeof(TimeSpan) || objectType == typeof(TimeSpan?);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer) =>
        reader.Value is null
            ? null
            : TimeSpan.FromTicks(Convert.ToInt64(reader.Value, CultureInfo.InvariantCulture) / TimeSpan.NanosecondsPerTick);

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer) =>
        writer.WriteValue(((TimeSpan)value).Ticks * TimeSpan.NanosecondsPerTick);
}
