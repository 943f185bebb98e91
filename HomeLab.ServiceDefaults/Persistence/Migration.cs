using System.Security.Cryptography;
using System.Text;

namespace HomeLab.ServiceDefaults.Persistence;

/// <summary>One step of a schema.</summary>
sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the text, lower-case hex; line endings do not count, for a checkout may change them.</summary>
    public string Checksum => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n").TrimEnd())));

    public override string ToString() => $"{Number:D4}_{Name}";
}
