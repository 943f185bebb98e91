namespace HomeLab.Lab.Kinds;

/// <summary>Where a secret is: in the environment or in a file of whoever needs it. Exactly one is set.</summary>
public sealed record SecretReference
{
    public string? Env { get; init; }

    public string? File { get; init; }
}
