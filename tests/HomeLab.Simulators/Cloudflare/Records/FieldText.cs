using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Cloudflare.Http;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>The parts of structured content as text.</summary>
static class FieldText
{
    /// <summary>A field of <c>data</c> as it would stand in content.</summary>
    public static string Of(JsonElement data, ContentField field)
    {
        if (!data.TryGetProperty(field.Name, out var value) || value.ValueKind == JsonValueKind.Null)
            return field.Kind is FieldKind.Rest or FieldKind.Metres ? "" : throw CloudflareRefusal.Validation(9100, $"{field.Name} is a required field.");
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => RecordBody.TextOf(value),
            _ => throw CloudflareRefusal.InvalidBody($"Failed to parse request body: {field.Name} has the wrong type."),
        };
    }

    /// <exception cref="CloudflareRefusal">The value is not of the field's kind.</exception>
    public static string Canonical(ContentField field, string value) => field.Kind switch
    {
        FieldKind.Byte => Whole(field, value, byte.MaxValue),
        FieldKind.Short => Whole(field, value, ushort.MaxValue),
        FieldKind.Decimal => Number(field, value).ToString("0.000", CultureInfo.InvariantCulture),
        FieldKind.Metres => Number(field, value.Length == 0 ? "0" : value.TrimEnd('m', 'M')).ToString("0.00", CultureInfo.InvariantCulture) + "m",
        FieldKind.Quoted => Quoted(field, value),
        FieldKind.Host => RecordName.Host(value) ?? throw Invalid(field),
        FieldKind.Word => value.Replace(" ", "", StringComparison.Ordinal) is { Length: > 0 } word && !word.Any(IsSeparator) ? word : throw Invalid(field),
        _ => value.Any(char.IsControl) ? throw Invalid(field) : value.Trim(),
    };

    public static JsonNode ToJson(ContentField field, string value) => field.Kind switch
    {
        FieldKind.Byte or FieldKind.Short => int.Parse(value, CultureInfo.InvariantCulture),
        FieldKind.Decimal or FieldKind.Metres => double.Parse(value.TrimEnd('m'), CultureInfo.InvariantCulture),
        FieldKind.Quoted => value[1..^1],
        _ => value,
    };

    /// <summary>Words and quoted strings; the last field may take all that is left.</summary>
    public static List<string> Split(string content, ContentField[] fields)
    {
        var parts = new List<string>();
        var rest = content.Trim();
        while (rest.Length > 0)
        {
            if (parts.Count < fields.Length && fields[parts.Count].Kind == FieldKind.Rest)
            {
                parts.Add(rest);
                break;
            }

            var end = rest[0] == '"' ? ClosingQuote(rest) + 1 : rest.IndexOfAny([' ', '\t']);
            end = end <= 0 ? rest.Length : end;
            parts.Add(rest[..end]);
            rest = rest[end..].TrimStart();
        }

        if (parts.Count == fields.Length - 1 && fields[^1].Kind == FieldKind.Rest)
            parts.Add("");
        return parts;
    }

    static bool IsSeparator(char character) => character == '"' || char.IsWhiteSpace(character);

    /// <summary>In one pair of quotes; a quote within must be escaped, or the content could not be read back.</summary>
    static string Quoted(ContentField field, string value)
    {
        var bare = value is ['"', .. var inner, '"'] ? inner : value;
        var quoted = $"\"{bare}\"";
        return ClosingQuote(quoted) == quoted.Length - 1 ? quoted : throw Invalid(field);
    }

    static int ClosingQuote(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                return i;
        }

        return -1;
    }

    static string Whole(ContentField field, string value, int largest) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw Invalid(field);

    static double Number(ContentField field, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Invalid(field);

    static CloudflareRefusal Invalid(ContentField field) => CloudflareRefusal.Validation(9101, $"{field.Name} is invalid.");
}
