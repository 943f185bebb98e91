using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HomeLab.ServiceDefaults.Sealing;

/// <summary>One spelling for one JSON value: no spaces, keys in order, only what must be escaped is escaped.</summary>
/// <remarks>
/// RFC 8785 but for numbers, which keep the digits that they were stored with. Written out here, because a library's choice of what to
/// escape may change with its version and a hash may not.
/// </remarks>
static class CanonicalJson
{
    public static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendList(text, '{', '}', value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal), property =>
                {
                    Append(text, property.Name);
                    text.Append(':');
                    Append(text, property.Value);
                });
                break;
            case JsonValueKind.Array:
                AppendList(text, '[', ']', value.EnumerateArray(), item => Append(text, item));
                break;
            case JsonValueKind.String:
                Append(text, value.GetString());
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    public static void Append(StringBuilder text, string? value)
    {
        if (value is null)
        {
            text.Append("null");
            return;
        }
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }
        text.Append('"');
    }

    static void AppendList<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> append)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
            {
                text.Append(',');
            }
            isFirst = false;
            append(item);
        }
        text.Append(close);
    }
}
