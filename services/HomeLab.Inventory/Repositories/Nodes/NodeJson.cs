using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HomeLab.Inventory.Repositories.Nodes;

/// <summary>Writes nodes as JSON, plain texts by YAML's core schema and by the octal numbers that Kubernetes' readers still take.</summary>
static class NodeJson
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    public static string Of(Node node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, node);
        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    static void Write(Utf8JsonWriter writer, Node node)
    {
        switch (node)
        {
            case MapNode map:
                writer.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    writer.WritePropertyName(Whole(entry.Key));
                    Write(writer, entry.Value);
                }
                writer.WriteEndObject();
                break;
            case ListNode list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case TextNode text:
                WriteText(writer, text);
                break;
        }
    }

    static void WriteText(Utf8JsonWriter writer, TextNode text)
    {
        if (text.IsNothing)
            writer.WriteNullValue();
        else if (text.AsBoolean is { } flag)
            writer.WriteBooleanValue(flag);
        else if (text.IsPlain && Integer(text.Text) is { } integer)
            writer.WriteNumberValue(integer);
        else if (text.IsPlain && IsDecimal(text.Text) && decimal.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(Whole(text.Text));
    }

    public static long? Integer(string text)
    {
        var isNegative = text.StartsWith('-');
        var digits = text[(isNegative || text.StartsWith('+') ? 1 : 0)..];
        try
        {
            long? value = digits switch
            {
                ['0', 'x', _, ..] when digits.Skip(2).All(char.IsAsciiHexDigit) => Convert.ToInt64(digits[2..], 16),
                ['0', 'o', _, ..] when digits.Skip(2).All(IsOctal) => Convert.ToInt64(digits[2..], 8),
                ['0', _, ..] when digits.All(IsOctal) => Convert.ToInt64(digits, 8),
                [_, ..] when digits.All(char.IsAsciiDigit) => long.Parse(digits, CultureInfo.InvariantCulture),
                _ => null,
            };
            return isNegative ? -value : value;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    static bool IsOctal(char digit) => digit is >= '0' and <= '7';

    static bool IsDecimal(string text) =>
        text.Length < 40 && text.Any(char.IsAsciiDigit) && text.Any(it => it is '.' or 'e' or 'E')
        && text.All(it => char.IsAsciiDigit(it) || it is '.' or 'e' or 'E' or '+' or '-');

    /// <summary>JSON cannot say half a surrogate pair.</summary>
    static string Whole(string text) => text.Any(char.IsSurrogate) ? new string([.. text.EnumerateRunes().SelectMany(it => it.ToString())]) : text;
}
