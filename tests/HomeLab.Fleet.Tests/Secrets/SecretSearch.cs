using System.Text;

namespace HomeLab.Fleet.Tests.Secrets;

/// <summary>Finds secrets in whatever bytes: as they are, in part, and as they look in hexadecimal, base64 or a URL.</summary>
/// <param name="secrets">Their values by the names under which they are told.</param>
public sealed class SecretSearch(IReadOnlyDictionary<string, string> secrets)
{
    /// <summary>A part of this length is as good as the whole.</summary>
    const int Part = 20;

    readonly List<(string Name, byte[] Form)> forms =
        [.. secrets.SelectMany(secret => FormsOf(secret.Value).Distinct().Select(form => (secret.Key, Encoding.ASCII.GetBytes(form))))];

    /// <summary>The names of those that are in it.</summary>
    public IReadOnlyList<string> In(string text) => In(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="In(string)"/>
    public IReadOnlyList<string> In(ReadOnlyMemory<byte> bytes) =>
        [.. forms.Where(it => bytes.Span.IndexOf(it.Form) >= 0).Select(it => it.Name).Distinct()];

    static IEnumerable<string> FormsOf(string secret)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(secret.Length, Part);
        yield return secret[..Part];
        yield return secret[^Part..];
        yield return Uri.EscapeDataString(secret);
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexStringLower(bytes);
        // Where it stands within what was encoded shifts its bits; the characters at the ends depend on the neighbours.
        for (var before = 0; before < 3; before++)
        {
            var encoded = Convert.ToBase64String([.. new byte[before], .. bytes]);
            yield return encoded[4..^4];
        }
    }
}
