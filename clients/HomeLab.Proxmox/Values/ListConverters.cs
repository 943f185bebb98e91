using System.Globalization;
using System.Text.Json;

namespace HomeLab.Proxmox.Values;

/// <summary>A list as Proxmox types most of them: text with commas, semicolons or blanks between. A JSON array is taken too.</summary>
sealed class WordList : LenientConverter<IReadOnlyList<string>>
{
    public static IReadOnlyList<string> Split(string? text) =>
        text?.Split([',', ';', ' ', '\0', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartArray
            ? [.. JsonSerializer.Deserialize<List<string?>>(ref reader, options)!.OfType<string>()]
            : Split(Scalar.Text(ref reader));
}

/// <summary>VMIDs with commas between; a single one may come as a number.</summary>
sealed class VmidList : LenientConverter<IReadOnlyList<int>>
{
    readonly WordList words = new();

    public override IReadOnlyList<int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        [.. words.Read(ref reader, typeof(IReadOnlyList<string>), options).Select(Vmid)];

    static int Vmid(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var vmid)
        ? vmid
        : throw new JsonException("A list of VMIDs was expected.");
}
