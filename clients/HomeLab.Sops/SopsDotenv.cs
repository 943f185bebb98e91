using System.Security.Cryptography;
using System.Text;
using HomeLab.Sops.Age;

namespace HomeLab.Sops;

/// <summary>A dotenv file that SOPS encrypted to age recipients.</summary>
/// <remarks>
/// https://getsops.io/docs/#encryption-protocol. Which values are encrypted is seen by themselves and not worked out by the file's rules again (suffixes,
/// regular expressions): the MAC tells where somebody put a plain one in place of an encrypted one.
/// </remarks>
public static class SopsDotenv
{
    const string Prefix = "sops_";
    const string MacField = "mac";
    const string ModifiedField = "lastmodified";

    /// <summary>SHA-256 of the word sops, which comes first where the MAC is over encrypted values alone.</summary>
    static readonly byte[] OnlyEncrypted = SHA256.HashData("sops"u8);

    public static bool IsEncrypted(string text) => text.StartsWith($"{Prefix}{MacField}=", StringComparison.Ordinal) || text.Contains($"\n{Prefix}{MacField}=", StringComparison.Ordinal);

    /// <summary>Whether there is a value of SOPS in it at all, in whichever format.</summary>
    public static bool HasEncryptedValue(string text) => text.Contains(SopsValue.Mark, StringComparison.Ordinal);

    /// <summary>Whether a line sets something of SOPS's own and no variable.</summary>
    public static bool IsMetadata(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Names and values in their order as they stood in the file before it was encrypted, the encrypted ones marked; quotes and variables are in them still.</summary>
    /// <param name="file">Names it in errors.</param>
    /// <exception cref="SopsException">It cannot be read with these, or is not what was encrypted.</exception>
    public static IReadOnlyList<SopsLine> Decrypt(string file, string text, IReadOnlyList<AgeIdentity> identities)
    {
        var pairs = text.Split('\n').Where(it => it.Length > 0 && it[0] != '#').Select(it => it.Split('=', 2)).Where(it => it.Length == 2).ToList();
        var metadata = new SopsMetadata(file, pairs.Where(it => IsMetadata(it[0])).GroupBy(it => it[0]).ToDictionary(it => it.Key[Prefix.Length..], it => Unescaped(it.Last()[1]), StringComparer.Ordinal));
        var key = metadata.DataKey(identities);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        if (metadata.CountsOnlyEncrypted)
            hash.AppendData(OnlyEncrypted);
        var lines = new List<SopsLine>();
        foreach (var pair in pairs.Where(it => !IsMetadata(it[0])))
        {
            var isEncrypted = SopsValue.IsEncrypted(pair[1]);
            var value = isEncrypted ? Value(file, pair[0], pair[1], key) : Encoding.UTF8.GetBytes(Unescaped(pair[1]));
            if (isEncrypted || !metadata.CountsOnlyEncrypted)
                hash.AppendData(value);
            lines.Add(new SopsLine(pair[0], Encoding.UTF8.GetString(value).Replace("\n", "\\n", StringComparison.Ordinal), isEncrypted));
        }
        Check(metadata, key, hash.GetHashAndReset());
        return lines;
    }

    static byte[] Value(string file, string name, string value, byte[] key)
    {
        try
        {
            return SopsValue.Decrypt(value, key, $"{name}:");
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            throw new SopsException($"{name} in {file} was changed, or put there from elsewhere, after it was encrypted; set it with `sops edit`");
        }
    }

    static void Check(SopsMetadata metadata, byte[] key, byte[] hash)
    {
        try
        {
            var mac = SopsValue.Decrypt(metadata.Fields.GetValueOrDefault(MacField, ""), key, metadata.Fields.GetValueOrDefault(ModifiedField, ""));
            if (CryptographicOperations.FixedTimeEquals(mac, Encoding.ASCII.GetBytes(Convert.ToHexString(hash))))
                return;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            // As if it were another one.
        }
        throw new SopsException($"{metadata.File} was changed after it was encrypted: its MAC is another; edit it with `sops edit` alone");
    }

    /// <summary>A line break is written as a backslash and an n.</summary>
    static string Unescaped(string value) => value.Replace("\\n", "\n", StringComparison.Ordinal);
}
