using System.Security.Cryptography;
using HomeLab.Sops.Age;

namespace HomeLab.Sops;

/// <summary>What SOPS says of a dotenv file in the file itself, by names without their <c>sops_</c>.</summary>
/// <param name="File">For errors.</param>
sealed record SopsMetadata(string File, IReadOnlyDictionary<string, string> Fields)
{
    const int KeyLength = 32;
    const string AgeList = "age__list_";
    const string AgeFileEnd = "__map_enc";
    const string RecipientEnd = "__map_recipient";

    static readonly string[] OtherKinds = ["kms", "pgp", "gcp_kms", "azure_kv", "hc_vault", "hckms"];

    public bool CountsOnlyEncrypted => Fields.GetValueOrDefault("mac_only_encrypted") == "true";

    /// <exception cref="SopsException">None of the identities can read it.</exception>
    public byte[] DataKey(IReadOnlyList<AgeIdentity> identities)
    {
        if (Fields.Keys.Any(it => it.StartsWith("key_groups", StringComparison.Ordinal)))
            throw new SopsException($"{File} is encrypted to several key groups (Shamir), which is not read; encrypt it to age recipients in one group");
        var copies = Fields.Where(it => it.Key.StartsWith(AgeList, StringComparison.Ordinal) && it.Key.EndsWith(AgeFileEnd, StringComparison.Ordinal)).ToList();
        var own = string.Join(", ", identities.Select(it => it.Recipient));
        if (copies.Count == 0)
            throw new SopsException($"{File} is encrypted to no age recipient{Others()}; add {own} to its recipients (`sops updatekeys`)");
        return copies.Select(it => Key(it.Value, identities)).FirstOrDefault(it => it is not null)
            ?? throw new SopsException($"{File} is encrypted to {string.Join(", ", Recipients())}, and the keys that are given are those of {own}; give the right key, or encrypt it to one of these (`sops updatekeys`)");
    }

    static byte[]? Key(string armoured, IReadOnlyList<AgeIdentity> identities)
    {
        try
        {
            return AgeFile.Decrypt(armoured, identities) is { Length: KeyLength } key ? key : null;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            // Another copy may be whole.
            return null;
        }
    }

    IEnumerable<string> Recipients() => Fields.Where(it => it.Key.StartsWith(AgeList, StringComparison.Ordinal) && it.Key.EndsWith(RecipientEnd, StringComparison.Ordinal)).Select(it => it.Value).DefaultIfEmpty("unnamed recipients");

    string Others()
    {
        var kinds = OtherKinds.Where(kind => Fields.Keys.Any(it => it.StartsWith($"{kind}__list_", StringComparison.Ordinal))).ToList();
        return kinds.Count == 0 ? "" : $" but by {string.Join(" and ", kinds)} alone, which is not read";
    }
}
