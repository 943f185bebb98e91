namespace HomeLab.Sops.Age;

/// <summary>A file's key as one recipient can read it.</summary>
sealed record AgeStanza(string Kind, IReadOnlyList<string> Arguments, byte[] Body)
{
    public const string X25519Kind = "X25519";
}
