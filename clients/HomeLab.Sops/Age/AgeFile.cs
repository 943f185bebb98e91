using System.Security.Cryptography;
using System.Text;

namespace HomeLab.Sops.Age;

/// <summary>A file that age encrypted, version 1, in its armour of text. Only what is as short as the keys that SOPS keeps so.</summary>
/// <remarks>https://github.com/C2SP/C2SP/blob/main/age.md</remarks>
static class AgeFile
{
    const string Begin = "-----BEGIN AGE ENCRYPTED FILE-----";
    const string End = "-----END AGE ENCRYPTED FILE-----";
    const string Version = "age-encryption.org/v1";
    const string StanzaMark = "-> ";
    const string MacMark = "---";
    const int FullLine = 64;
    const int MacLength = 32;
    const int NonceLength = 16;
    const int TagLength = 16;
    const int KeyLength = 32;

    /// <summary>Payloads come in chunks of that many bytes and a tag; this is the first and the last.</summary>
    const int ChunkLength = 64 << 10;

    /// <summary>Whose kinds of stanzas there are, of which at least one is for the identities given.</summary>
    /// <returns>Null where it is for none of them.</returns>
    /// <exception cref="FormatException">It is no such file.</exception>
    /// <exception cref="CryptographicException">It was changed.</exception>
    public static byte[]? Decrypt(string armoured, IEnumerable<AgeIdentity> identities)
    {
        var file = Bytes(armoured);
        var at = 0;
        if (Line(file, ref at) != Version)
            throw new FormatException("not version 1 of age");
        var stanzas = new List<AgeStanza>();
        string line;
        while ((line = Line(file, ref at)).StartsWith(StanzaMark, StringComparison.Ordinal))
            stanzas.Add(Stanza(line, file, ref at));
        if (!line.StartsWith($"{MacMark} ", StringComparison.Ordinal) || Unpadded(line[(MacMark.Length + 1)..]) is not { Length: MacLength } mac)
            throw new FormatException("a header without its MAC");
        var key = identities.SelectMany(identity => stanzas.Select(identity.Unwrap)).FirstOrDefault(it => it is not null);
        if (key is null)
            return null;
        // The MAC is over the header up to and with its own mark.
        var header = file.AsSpan(..(at - 1 - (line.Length - MacMark.Length)));
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Derived(key, [], "header"), header), mac))
            throw new CryptographicException("the header was changed");
        return Payload(key, file[at..]);
    }

    /// <summary>Base64 without padding, of which each sequence of bytes has one text only.</summary>
    /// <returns>Null where it is none.</returns>
    public static byte[]? Unpadded(string text)
    {
        var bytes = new byte[text.Length];
        return text.Length % 4 != 1 && Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length)
            && Convert.ToBase64String(bytes, 0, length).TrimEnd('=') == text ? bytes[..length] : null;
    }

    static byte[] Payload(byte[] key, byte[] payload)
    {
        var length = payload.Length - NonceLength - TagLength;
        if (length is < 1 or > ChunkLength)
            throw new FormatException("not the length of a key");
        using var cipher = new ChaCha20Poly1305(Derived(key, payload[..NonceLength], "payload"));
        var plain = new byte[length];
        // The first chunk's number is 0, and 1 marks it as the last.
        cipher.Decrypt([.. new byte[11], 1], payload.AsSpan(NonceLength, length), payload.AsSpan(NonceLength + length), plain);
        return plain;
    }

    static byte[] Derived(byte[] key, byte[] salt, string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, salt, Encoding.ASCII.GetBytes(purpose));

    static byte[] Bytes(string armoured)
    {
        var lines = armoured.Trim().Split('\n').Select(it => it.TrimEnd('\r')).ToList();
        return lines.Count > 2 && lines[0] == Begin && lines[^1] == End
            ? Convert.FromBase64String(string.Concat(lines[1..^1]))
            : throw new FormatException("no armour of age");
    }

    static AgeStanza Stanza(string line, byte[] file, ref int at)
    {
        var words = line[StanzaMark.Length..].Split(' ');
        var body = new StringBuilder();
        string part;
        do
        {
            part = Line(file, ref at);
            body.Append(part);
        }
        while (part.Length == FullLine);
        return part.Length < FullLine && Unpadded(body.ToString()) is { } bytes ? new AgeStanza(words[0], words[1..], bytes) : throw new FormatException("a stanza that is none");
    }

    static string Line(byte[] file, ref int at)
    {
        var end = Array.IndexOf(file, (byte)'\n', at);
        if (end < 0)
            throw new FormatException("a header without its end");
        var line = Encoding.ASCII.GetString(file, at, end - at);
        at = end + 1;
        return line;
    }
}
