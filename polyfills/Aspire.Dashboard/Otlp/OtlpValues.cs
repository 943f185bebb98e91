using System.Globalization;
using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Telemetry;
using Google.Protobuf;

namespace Aspire.Dashboard.Otlp;

/// <summary>OTLP's values as text that a person reads.</summary>
static class OtlpValues
{
    public static IReadOnlyList<Tag> Tags(IReadOnlyList<KeyValue> attributes) => attributes.Count == 0
        ? []
        : [.. attributes.Take(OtlpLimits.Attributes).Select(pair => new Tag(Name(pair.Key), Text(pair.Value)))];

    public static string Text(AnyValue? value, int depth = 0) => Cut(value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString("R", CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.BytesValue => Convert.ToHexStringLower(value.BytesValue.Span),
        AnyValue.ValueOneofCase.ArrayValue when depth < OtlpLimits.Depth =>
            $"[{string.Join(", ", value.ArrayValue.Values.Take(OtlpLimits.Attributes).Select(one => Text(one, depth + 1)))}]",
        AnyValue.ValueOneofCase.KvlistValue when depth < OtlpLimits.Depth =>
            $"{{{string.Join(", ", value.KvlistValue.Values.Take(OtlpLimits.Attributes).Select(pair => $"{pair.Key}: {Text(pair.Value, depth + 1)}"))}}}",
        AnyValue.ValueOneofCase.ArrayValue or AnyValue.ValueOneofCase.KvlistValue => "…",
        _ => "",
    }, OtlpLimits.ValueCharacters);

    public static string Name(string name) => KnownNames.Of(Cut(name, OtlpLimits.NameCharacters));

    /// <summary>The id in hexadecimal; null when it is absent, of another length or all zero, which OTLP calls invalid.</summary>
    public static string? Id(ByteString id, int length) =>
        id.Length == length && id.Span.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(id.Span) : null;

    public static long Time(ulong nanoseconds) => (long)Math.Min(nanoseconds, long.MaxValue);

    public static Sender Sender(Resource? resource)
    {
        var service = Find(resource, "service.name");
        return new Sender(service is null or "" ? "unknown_service" : Name(service), Name(Find(resource, "service.instance.id") ?? ""));
    }

    static string? Find(Resource? resource, string key) =>
        resource?.Attributes.FirstOrDefault(pair => pair.Key == key) is { } found ? Text(found.Value) : null;

    static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "…";
}
