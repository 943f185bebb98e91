using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Metadata as header values: text as it is, bytes in base64.</summary>
static class MetadataHeaders
{
    public static string Encode(Metadata.Entry entry) => entry.IsBinary ? Convert.ToBase64String(entry.Bytes) : entry.Value;

    /// <summary>Adds one header, unless it belongs to the protocol.</summary>
    /// <remarks>A peer or proxy may join binary values with commas and leave out their padding; both are legal.</remarks>
    public static void Decode(Metadata target, string name, string value)
    {
        if (HeaderNames.IsReserved(name)) return;
        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            target.Add(name, value);
            return;
        }
        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries)) target.Add(name, FromBase64(part));
    }

    public static Metadata Decode(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            foreach (var value in values) Decode(metadata, name, value);
        }
        return metadata;
    }

    static byte[] FromBase64(string value) => Convert.FromBase64String((value.Length % 4) switch
    {
        2 => value + "==",
        3 => value + "=",
        _ => value,
    });
}
