namespace HomeLab.Sops;

/// <param name="Value">As written behind the equals sign before it was encrypted.</param>
/// <param name="IsEncrypted">Whether the file held it so.</param>
public sealed record SopsLine(string Name, string Value, bool IsEncrypted)
{
    /// <summary>Without its value, which is a secret.</summary>
    public override string ToString() => Name;
}
